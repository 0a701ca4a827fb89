//! The handbook of all rules, `docs/law.md`: made from the rules, never written by hand.
//!
//! Invariant: every rule of the book stands in it once per version; the open questions stand
//! together at the end.

use crate::Law;
use crate::cli::value_text;
use crate::rule::{Confidence, Rule};

const HEAD: &str = "\
# Какво казва законът

Този наръчник е направен от правилата в `crates/law/rules/` и не се пише на ръка:
`opora law handbook > docs/law.md` (за печат: `opora law handbook --pdf law.pdf`). Тест следи да е
актуален.

Знаци за сигурност: **V** – прочетено в текста; **C** – текстът допуска два прочита или
източниците си противоречат; **M** – по памет, непроверено. „Община“ в колоната „Кой може да
промени“ значи, че общината може да постави своя стойност в настройките си.

";

/// Heading of the tables of rules.
const TABLE: &str = "\
| Правило | Какво казва | Стойност | Член | Важи | Сигурност | Може да промени | Източник |
";

const COMMANDS: &str = "\
## Командите `opora law`

Всяка отговаря на български, а с `--json` – с един обект JSON, който винаги съдържа и
`derivation` (стъпките с думи), `articles`, `rule_version` и `confidence`. Код на изход 0 при
отговор, 2 при грешен вход с един ред обяснение.

```
opora law due --rule D01 --from 2026-12-11 --pause 2026-12-20..2026-12-24
opora law due --rule D14.extended --from 2026-12-02
opora law days --year 2027
opora law id 7523169263
opora law competence case.json
opora law validity assessment.json
opora law assistance-contract --hours 120
opora law assistance-pay --month 2026-10 --hours 84:00 --years-of-service 12
opora law need counts.csv
opora law need --criteria
opora law eligibility answers.json
opora law eligibility --schema
opora law money --bgn 771009.00
opora law rules --open
opora law rules --id assistance.coefficient --at 2026-10-01
opora law compare draft.toml population.csv
opora law handbook --pdf law.pdf
```

`due` приема и разклоненията на реда след точка. Спирането е от първия до последния ден, и двата
спрени. Срок в дни или месеци, който изтича в неприсъствен ден, изтича в следващия работен;
твърда дата от годината и вписването в регистъра на заетостта се показват с предходния работен
ден, а другият ден е в `moved`.

`competence` чете:

```json
{\"date\": \"2026-12-30\", \"this_municipality\": \"RSE27\",
 \"service\": {\"kind\": 7, \"access\": \"specialised\", \"level\": \"municipal\",
             \"funding\": \"state\", \"provider_municipality\": \"RSE27\",
             \"replacement_care\": null, \"optional_referral\": false},
 \"person\": {\"present_address\": \"RSE27\", \"stays_in\": \"RSE27\", \"urgent\": null,
            \"life_in_danger\": false, \"guardianship\": \"none\",
            \"child_protection_measure\": false, \"zhu_directive\": false}}
```

и по желание `service.legacy_home`, `service.agreement_municipality`, `person.desk`
(`municipality` или `provider`) и `signed` (ден на подписаната предварителна оценка, важи само
при прочит O13). `replacement_care` може да е и `foster`.

`validity` чете `{\"signed\": \"2026-12-15\", \"duration\": \"medium\", \"pauses\":
[{\"ground\": \"hospital\", \"from\": \"2027-01-10\", \"to\": \"2027-01-24\"}], \"as_of\":
\"2027-01-24\"}`.

`need` чете таблица `criterion,count,source,date`. `eligibility` чете обект с въпросите от
`--schema`.

`compare` чете таблица с колона `date` и по желание `group`, `people`, въпросите от `eligibility
--schema`, `hours`, `years_of_service`, а за желание – `kind`, `access`, `level`, `funding`,
`this_municipality`, `provider_municipality`, `present_address`, `stays_in`, `urgent`,
`guardianship`, `child_protection_measure`, `zhu_directive`, `replacement_care`,
`optional_referral`.

## Проект на промяна

Проектът е файл TOML с правила, които се различават. Нужни са само `id` и това, което се
променя. Без `valid_from` се променя последната версия; с `valid_from` започва нова версия от
този ден; с `valid_to` след него се връща старата стойност. Непознат `id` е грешка. Обявен
неприсъствен ден се добавя с нов `id` `calendar.off.ГГГГ-ММ-ДД`.

```toml
[meta]
name = \"Законопроект\"

[[rule]]
id = \"regime.switch\"
value = \"2027-07-01\"

[[rule]]
id = \"assistance.coefficient\"
value = \"1.5\"
valid_from = \"2027-01-01\"
```

";

/// The handbook in Markdown.
#[must_use]
pub fn handbook(law: &Law) -> String {
    let mut out = HEAD.to_owned();
    out.push_str(COMMANDS);
    for source in law.book().sources() {
        out.push_str(&format!("## {}\n\n", source.act));
        out.push_str(&format!("Файл `{}.toml`, сверен на {}.\n\n", source.file, source.date));
        out.push_str(TABLE);
        out.push_str("|---|---|---|---|---|---|---|---|\n");
        let rules = law.book().rules().iter().filter(|r| r.file == source.file);
        for rule in rules {
            out.push_str(&row(rule));
        }
        out.push('\n');
    }
    out.push_str("## Отворени въпроси\n\n| Правило | Сигурност | Въпрос |\n|---|---|---|\n");
    for rule in law.book().rules() {
        if let Some(open) = &rule.open {
            out.push_str(&format!("| {} | {} | {} |\n", rule.id, mark(rule), cell(open)));
        }
    }
    out
}

fn row(rule: &Rule) -> String {
    let until = rule.valid_to.map_or(String::new(), |to| format!(" – {to}"));
    let who = if rule.municipal_override { "община" } else { "" };
    let mut says = rule.title.clone();
    for (key, word) in [("trigger", "от"), ("who", "кой")] {
        if let Some(text) = rule.text(key).filter(|t| *t != "–") {
            says.push_str(&format!("; {word}: {text}"));
        }
    }
    if let Some(note) = &rule.note {
        says.push_str(&format!(". {note}"));
    }
    format!(
        "| {} | {} | {} | {} | {}{until} | {} | {who} | {} |\n",
        rule.id,
        cell(&says),
        cell(&value_text(rule)),
        cell(&rule.articles.join("; ")),
        rule.valid_from,
        mark(rule),
        cell(&rule.source)
    )
}

fn mark(rule: &Rule) -> &'static str {
    match rule.confidence {
        Confidence::V => "V",
        Confidence::C => "C",
        Confidence::M => "M",
    }
}

/// Text that cannot break a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
