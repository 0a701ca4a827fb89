//! Totals of the micro-data by question and sex, without a database.

use super::question::{Answers, BESIDES, Question};

/// A row: an answer to a question, and how many gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The question's name.
    pub question: String,
    /// The answer.
    pub value: String,
    /// Women, men, others together with those of whom it is not known, all.
    pub people: [i64; 4],
}

/// The question that tells the sex.
const SEX: &str = "sex";

fn column(answers: &Answers) -> usize {
    match answers.get(SEX).map(String::as_str) {
        Some("woman") => 0,
        Some("man") => 1,
        _ => 2,
    }
}

/// Each answer of each question with those who gave it; everybody stands once under each question.
#[must_use]
pub fn totals(questions: &[Question], all: &[Answers]) -> Vec<Total> {
    let mut rows = Vec::new();
    for question in questions {
        let own = question.options.iter().map(|one| one.value.as_str());
        for value in own.chain(BESIDES) {
            let mut people = [0; 4];
            for answers in all {
                let given = answers.get(&question.name).map_or(BESIDES[1], String::as_str);
                if given == value {
                    people[column(answers)] += 1;
                    people[3] += 1;
                }
            }
            rows.push(Total { question: question.name.clone(), value: value.to_owned(), people });
        }
    }
    rows
}
