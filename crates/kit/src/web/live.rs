//! Pages that hear at once that something changed, by server-sent events.
//!
//! What is told is only *that* something changed: the page then asks for itself again, under its
//! own right and its own audit. So a listener costs a few kilobytes, and nothing about anybody lies
//! in a channel. One channel for each thing that is listened to; it goes with its last listener.

use crate::types::MunicipalityId;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Sleep;

/// A connection lives so long; the browser then opens another, and its right is looked at again.
const LIFE: Duration = Duration::from_secs(5 * 60);
/// Proxies end connections on which nothing was said for a minute.
const BREATH: Duration = Duration::from_secs(20);

/// What is listened to: a thing of a municipality.
pub type Topic = (MunicipalityId, i64);

/// Tells open pages that something changed.
#[derive(Clone)]
pub struct News(Arc<Inside>);

struct Inside {
    topics: Mutex<HashMap<Topic, watch::Sender<u64>>>,
    over: watch::Sender<bool>,
}

impl Default for News {
    fn default() -> News {
        let inside = Inside { topics: Mutex::default(), over: watch::Sender::new(false) };
        News(Arc::new(inside))
    }
}

/// One who listens.
struct Listener {
    news: watch::Receiver<u64>,
    over: watch::Receiver<bool>,
    life: Pin<Box<Sleep>>,
    /// Nothing was said yet: what changed while the page was on its way is told first.
    is_new: bool,
    stays: bool,
    /// Let go with the connection.
    _seat: Box<dyn Any + Send>,
}

impl News {
    /// Tells all who listen to something.
    pub fn tell(&self, topic: Topic) {
        let mut topics = self.0.topics.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(sender) = topics.get(&topic) else { return };
        if sender.receiver_count() == 0 {
            topics.remove(&topic);
        } else {
            sender.send_modify(|count| *count += 1);
        }
    }

    /// How many listen to something.
    #[must_use]
    pub fn listeners(&self, topic: Topic) -> usize {
        let topics = self.0.topics.lock().unwrap_or_else(PoisonError::into_inner);
        topics.get(&topic).map_or(0, watch::Sender::receiver_count)
    }

    /// Ends all connections: a service that stops does not wait for them.
    pub fn close(&self) {
        self.0.over.send_replace(true);
    }

    fn listen(&self, topic: Topic) -> watch::Receiver<u64> {
        let mut topics = self.0.topics.lock().unwrap_or_else(PoisonError::into_inner);
        topics.retain(|known, sender| *known == topic || sender.receiver_count() > 0);
        topics.entry(topic).or_insert_with(|| watch::Sender::new(0)).subscribe()
    }

    /// An answer that goes on: the event `changed` at once and then at each change. `seat` is let
    /// go when the listener leaves. One who does not stay hears the first event only.
    #[must_use]
    pub fn open(&self, topic: Topic, seat: impl Send + 'static, stays: bool) -> Response {
        let listener = Listener {
            news: self.listen(topic),
            over: self.0.over.subscribe(),
            life: Box::pin(tokio::time::sleep(LIFE)),
            is_new: true,
            stays,
            _seat: Box::new(seat),
        };
        let events = futures_util::stream::unfold(listener, next);
        let breath = KeepAlive::new().interval(BREATH);
        let mut response = Sse::new(events).keep_alive(breath).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        // A proxy that collected the answer first would tell nothing for minutes.
        let unbuffered = HeaderName::from_static("x-accel-buffering");
        headers.insert(unbuffered, HeaderValue::from_static("no"));
        response
    }
}

async fn next(mut listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    if listener.is_new {
        listener.is_new = false;
    } else if !listener.stays || *listener.over.borrow() {
        return None;
    } else {
        tokio::select! {
            told = listener.news.changed() => told.ok()?,
            _ = listener.over.changed() => return None,
            () = listener.life.as_mut() => return None,
        }
    }
    Some((Ok(Event::default().event("changed").data("1")), listener))
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::StreamExt;

    const TOPIC: Topic = (MunicipalityId(1), 7);

    #[tokio::test]
    async fn a_page_hears_of_a_change_and_its_seat_goes_with_it() {
        let news = News::default();
        let seat = Arc::new(());
        let mut body = news.open(TOPIC, seat.clone(), true).into_body().into_data_stream();
        let first = body.next().await.unwrap().unwrap();
        assert!(String::from_utf8_lossy(&first).contains("event: changed"), "{first:?}");
        assert_eq!((news.listeners(TOPIC), Arc::strong_count(&seat)), (1, 2));
        news.tell((MunicipalityId(2), 7));
        news.tell(TOPIC);
        assert!(body.next().await.is_some(), "the change is told");
        drop(body);
        assert_eq!((news.listeners(TOPIC), Arc::strong_count(&seat)), (0, 1));
    }

    #[tokio::test]
    async fn who_does_not_stay_hears_once_and_a_stop_ends_all() {
        let news = News::default();
        let mut once = news.open(TOPIC, (), false).into_body().into_data_stream();
        assert!(once.next().await.is_some());
        assert!(once.next().await.is_none());
        let mut stays = news.open(TOPIC, (), true).into_body().into_data_stream();
        assert!(stays.next().await.is_some());
        news.close();
        assert!(stays.next().await.is_none());
    }
}
