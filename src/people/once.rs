//! What a person's sheet says beside the row itself: likely duplicates, merges, relations of
//! others, the household, who may sign.

use super::household::{self, Member};
use super::matching::Band;
use super::onward::Onward;
use super::representative;
use super::signing::{decide, signs_key};
use super::store::{merges, pairs, person};
use super::{MERGE, PersonId, heads};
use crate::app::App;
use kit::store::{StoreError, Tx};
use kit::web::Ctx;
use ui::Link;

/// A relation seen from its other side.
pub struct Other {
    /// „Родител е на“.
    pub text: String,
    /// The person.
    pub link: Link,
    /// From when to when.
    pub days: String,
}

/// The block of the sheet.
pub struct Once {
    /// Likely duplicates, for who may merge.
    pub duplicates: Vec<Link>,
    /// Merges into this person and their undoing.
    pub merges: Vec<Link>,
    /// Where another record of the person is chosen.
    pub merge: Vec<Link>,
    /// To whom this person is close.
    pub others: Vec<Other>,
    /// Who lives in the household now.
    pub members: Vec<Member>,
    /// The household's page.
    pub household: Vec<Link>,
    /// Who signs, in one sentence.
    pub signs: String,
    /// Why, step by step.
    pub steps: Vec<String>,
    /// Names of those who may.
    pub signers: String,
    /// Somebody is needed and nobody is entered.
    pub lacks_signer: bool,
}

impl Once {
    /// Reads it for a person.
    pub async fn load(
        app: &App,
        tx: &Tx,
        ctx: &Ctx,
        row: &person::Model,
    ) -> Result<Once, StoreError> {
        let id = row.id;
        let close = representative::all(tx, id).await?;
        let law = app.law(tx.municipality());
        let signing = decide(&law, row.birth_day, (&close, tx.today()))
            .map_err(|e| StoreError::Other(e.to_string()))?;
        let others = representative::others(tx, id).await?;
        let others = others.into_iter().map(|(head, one)| Other {
            text: ctx.t(&format!("people-inverse-{}", one.ground)).into_owned(),
            link: Link::new(ctx.url(&format!("/people/{}", head.id)), head.name),
            days: super::person_page::days(ctx, Some(one.valid_from), one.valid_to),
        });
        let (duplicates, merges) = if ctx.actor.may(MERGE) {
            (duplicates(tx, ctx, id).await?, merges_of(tx, ctx, id).await?)
        } else {
            (Vec::new(), Vec::new())
        };
        let mut members = household::members(tx, ctx, id).await?;
        members.retain(|member| member.is_present);
        let names: Vec<String> = signing.signers.iter().map(|one| one.name.clone()).collect();
        Ok(Once {
            duplicates,
            merges,
            merge: if ctx.actor.may(MERGE) {
                let href = ctx.url(&Onward::Merge(id).search_path());
                vec![Link::new(href, ctx.t("people-merge-choose"))]
            } else {
                Vec::new()
            },
            others: others.collect(),
            members,
            household: vec![Link::new(
                ctx.url(&format!("/people/{id}/household")),
                ctx.t("people-household-open"),
            )],
            signs: ctx.t(signs_key(&signing)).into_owned(),
            lacks_signer: signing.lacks_signer(),
            steps: signing.capacity.derivation.steps,
            signers: names.join(", "),
        })
    }
}

async fn duplicates(tx: &Tx, ctx: &Ctx, id: PersonId) -> Result<Vec<Link>, StoreError> {
    let mut rows = pairs::of_person(tx, id).await?;
    rows.retain(|row| Band::from_code(&row.band).is_some_and(|band| band >= Band::Likely));
    let other = |row: &super::store::once::duplicate_pair::Model| {
        if row.one_id == id { row.other_id } else { row.one_id }
    };
    let ids: Vec<PersonId> = rows.iter().map(other).collect();
    let people = if ids.is_empty() { Default::default() } else { heads(tx, &ids).await? };
    let link = |id_of: &PersonId| {
        let head = people.get(id_of)?;
        let href = ctx.url(&format!("/people/{id}/merge/{id_of}"));
        Some(Link::new(href, ctx.ta("people-duplicate-of", &[("name", head.name.clone())])))
    };
    Ok(ids.iter().filter_map(link).collect())
}

async fn merges_of(tx: &Tx, ctx: &Ctx, id: PersonId) -> Result<Vec<Link>, StoreError> {
    let rows = merges::merges_of(tx, id).await?;
    let link = |row: &super::store::once::person_merge::Model| {
        let merge = super::undo_page::MergeId(row.id);
        let href = ctx.url(&format!("/people/{}/merges/{merge}", row.kept_id));
        let key = if row.undone_at.is_some() { "people-merge-was" } else { "people-merge-is" };
        Link::new(href, ctx.ta(key, &[("when", row.at.bg())]))
    };
    Ok(rows.iter().filter(|row| row.kept_id == id).map(link).collect())
}
