//! `opora law …`: what the law says, for administrators, lawyers and other systems. No database.

use clap::Subcommand;
use law::cli::{self, Output};
use law::{Law, LawError, RuleFilter};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Shown under `opora law --help`.
pub const EXAMPLES: &str = "\
Примери:
  opora law due --rule D01 --from 2026-12-11 --pause 2026-12-20..2026-12-24
  opora law due --rule D14.extended --from 2026-12-02
  opora law days --year 2027
  opora law id 7523169263
  opora law competence case.json
  opora law validity assessment.json
  opora law assistance-contract --hours 120
  opora law assistance-pay --month 2026-10 --hours 84:00 --years-of-service 12
  opora law need counts.csv            (критериите: opora law need --criteria)
  opora law eligibility answers.json   (въпросите: opora law eligibility --schema)
  opora law money --bgn 771009.00
  opora law rules --open               (един: --id assistance.coefficient --at 2026-10-01)
  opora law compare draft.toml population.csv
  opora law handbook --pdf law.pdf

С --json отговорът е един обект JSON. Всеки съдържа derivation (стъпките с думи), articles,
rule_version и confidence (V проверено, C открит въпрос, M по памет), а освен тях:
  due           due (ден) или immediately: true; counted, moved, safe, variants
  days          year, non_working: списък {day, reason}
  id            kinds: от egn, lnch, eik; за egn още birth и sex
  competence    rule, regime, competent, municipality, notify, referral
  validity      valid_until (null, докато е спряно без край), state
  assistance-*  ground, hours_per_day; hour_price, pay, gross, contributions, cost, administration
  need          services: списък {no, name, users, terms, least}; missing
  eligibility   rights: списък {id, answer: yes/no/ask, failing, article}
  money         bgn, eur
  rules         rules: списък
  compare       groups: хора и пари преди и след
Видът на входните файлове е описан в docs/law.md. Код на изход: 0 при отговор, 2 при грешен вход с
един ред на стандартната грешка.";

/// Questions to the law. The answer names its rules, articles and steps.
#[derive(Subcommand)]
pub enum LawCommand {
    /// The last day of a term.
    Due {
        /// The term: D01–D67 of ЗСУ and ОРЗД, Z01–Z59 of ЗЛП and ЗХУ.
        #[arg(long)]
        rule: String,
        /// The day from which it runs; the next day is the first counted.
        #[arg(long, value_name = "DAY")]
        from: String,
        /// Days that do not count, both ends included; may be given several times.
        #[arg(long, value_name = "DAY..DAY")]
        pause: Vec<String>,
    },
    /// Days off of a year, but for plain weekends.
    Days {
        /// The year.
        #[arg(long)]
        year: i16,
    },
    /// What an identifier may be: ЕГН, ЛНЧ, ЕИК.
    Id {
        /// Its digits.
        text: String,
    },
    /// Who refers: the rule R1–R17, who is competent and who must be told.
    Competence {
        /// The case as JSON.
        file: PathBuf,
    },
    /// Until when a preliminary assessment may be taken up.
    Validity {
        /// Day of signing, duration and pauses as JSON.
        file: PathBuf,
    },
    /// The ground of a personal assistant's contract by hours a month.
    AssistanceContract {
        /// Agreed hours a month.
        #[arg(long)]
        hours: String,
    },
    /// The pay of a personal assistant for a month, with contributions and cost.
    AssistancePay {
        /// The month: 2026-10.
        #[arg(long)]
        month: String,
        /// Hours worked: 84:00.
        #[arg(long)]
        hours: String,
        /// Whole years of service.
        #[arg(long, value_name = "YEARS")]
        years_of_service: u32,
        /// The employer's contributions in percent, when not the usual.
        #[arg(long, value_name = "PERCENT")]
        employer_rate: Option<String>,
    },
    /// How many users of each service the national map foresees.
    Need {
        /// Counts as CSV: criterion,count,source,date.
        #[arg(required_unless_present = "criteria", conflicts_with = "criteria")]
        file: Option<PathBuf>,
        /// Lists the criteria instead.
        #[arg(long)]
        criteria: bool,
    },
    /// To what a person is entitled.
    Eligibility {
        /// Answers about the person as JSON.
        #[arg(required_unless_present = "schema", conflicts_with = "schema")]
        file: Option<PathBuf>,
        /// Lists the questions instead.
        #[arg(long)]
        schema: bool,
    },
    /// Leva to euro and back.
    Money {
        /// An amount in leva: 771009.00.
        #[arg(long, value_name = "AMOUNT", required_unless_present = "eur")]
        bgn: Option<String>,
        /// An amount in euro.
        #[arg(long, value_name = "AMOUNT", conflicts_with = "bgn")]
        eur: Option<String>,
    },
    /// The rules themselves.
    Rules {
        /// Those in force on a day.
        #[arg(long, value_name = "DAY")]
        at: Option<String>,
        /// Those with an open question.
        #[arg(long)]
        open: bool,
        /// One rule, in all its versions.
        #[arg(long)]
        id: Option<String>,
    },
    /// All rules as a handbook: Markdown, or a PDF of some hundred pages.
    Handbook {
        /// Writes a PDF into this file instead.
        #[arg(long, value_name = "FILE")]
        pdf: Option<PathBuf>,
    },
    /// What a draft of the law would change for people.
    Compare {
        /// The changed rules as TOML.
        draft: PathBuf,
        /// The people as CSV.
        population: PathBuf,
    },
}

/// Answers: 0 with the answer on standard output, 2 with one line on standard error.
#[must_use]
pub fn run(command: &LawCommand, as_json: bool) -> ExitCode {
    if let LawCommand::Handbook { pdf } = command {
        return handbook(pdf.as_deref());
    }
    match answer(command) {
        Ok(output) => {
            let text = if as_json { output.json_text() } else { output.text };
            super::print(format_args!("{text}"));
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("{}", e.to_string().replace(['\n', '\r'], " "));
            ExitCode::from(2)
        }
    }
}

/// The handbook is a text of its own, not an answer: it has no JSON.
fn handbook(file: Option<&Path>) -> ExitCode {
    let Some(file) = file else {
        super::print(format_args!("{}", law::handbook(Law::current())));
        return ExitCode::SUCCESS;
    };
    ui::Texts::load(&crate::app::texts());
    let fonts = ui::assets::print_fonts().into_iter().map(std::borrow::Cow::into_owned);
    let printed = crate::rules::handbook_pdf(Law::current(), &print::Printer::new(fonts), None);
    let written = printed.map_err(|e| e.to_string()).and_then(|pdf| {
        std::fs::write(file, &pdf.bytes).map_err(|e| e.to_string())?;
        Ok(pdf.pages)
    });
    match written {
        Ok(pages) => {
            crate::say!("{}: {pages} страници", file.display());
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("наръчникът не се записа: {}", e.replace(['\n', '\r'], " "));
            ExitCode::from(2)
        }
    }
}

fn answer(command: &LawCommand) -> Result<Output, LawError> {
    let law = Law::current();
    match command {
        LawCommand::Due { rule, from, pause } => cli::due(law, rule, from, pause),
        LawCommand::Days { year } => cli::days(law, *year),
        LawCommand::Id { text } => cli::id(law, text),
        LawCommand::Competence { file } => cli::competence(law, &text(file)?),
        LawCommand::Validity { file } => cli::validity(law, &text(file)?),
        LawCommand::AssistanceContract { hours } => cli::assistance_contract(law, hours),
        LawCommand::AssistancePay { month, hours, years_of_service, employer_rate } => {
            cli::assistance_pay(law, month, hours, *years_of_service, employer_rate.as_deref())
        }
        LawCommand::Need { file: Some(file), .. } => cli::need(law, &text(file)?),
        LawCommand::Need { file: None, .. } => cli::need_criteria(law),
        LawCommand::Eligibility { file: Some(file), .. } => cli::eligibility(law, &text(file)?),
        LawCommand::Eligibility { file: None, .. } => cli::eligibility_schema(law),
        LawCommand::Money { bgn, eur } => cli::money(law, bgn.as_deref(), eur.as_deref()),
        LawCommand::Rules { at, open, id } => {
            let at = at.as_deref().map(law::parse_day).transpose()?;
            cli::rules(law, &RuleFilter { at, open: *open, id: id.clone() })
        }
        // Printed before, for it is no answer.
        LawCommand::Handbook { .. } => Err(LawError::BadInput("наръчникът няма JSON".into())),
        LawCommand::Compare { draft, population } => {
            cli::compare(law, &text(draft)?, &text(population)?)
        }
    }
}

fn text(file: &Path) -> Result<String, LawError> {
    std::fs::read_to_string(file)
        .map_err(|e| LawError::BadInput(format!("файлът {} не се чете: {e}", file.display())))
}

/// Help, or what is wrong with the command line. Of questions to the law other programs read the
/// error: they get its first line.
pub fn explain(error: &clap::Error) -> ExitCode {
    let is_law = std::env::args_os().nth(1).is_some_and(|first| first == "law");
    if is_law && error.use_stderr() {
        let text = error.to_string();
        let lines = text.lines().map(str::trim).take_while(|line| !line.is_empty());
        eprintln!("{}", lines.collect::<Vec<_>>().join(" "));
        return ExitCode::from(2);
    }
    drop(error.print());
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}
