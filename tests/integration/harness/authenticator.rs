//! The virtual authenticator of Chromium: a key in the browser that answers by itself (WebAuthn 3, 11.2).

use serde_json::{Value, json};

use super::window::Window;

impl Window {
    /// Gives the browser a key that knows its owner. Gives its name.
    pub(crate) async fn plugs_in_a_key(&self) -> String {
        self.plugs_in(false).await
    }

    /// The same of a key that answers with secrets of its own (PRF). Such a one locks itself when it does not know its owner.
    pub(crate) async fn plugs_in_a_key_with_secrets(&self) -> String {
        self.plugs_in(true).await
    }

    async fn plugs_in(&self, has_secrets: bool) -> String {
        self.tools("WebAuthn.enable", json!({})).await;
        let options = json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserVerified": true,
            "hasPrf": has_secrets,
            "automaticPresenceSimulation": true,
        });
        let added = self.tools("WebAuthn.addVirtualAuthenticator", json!({ "options": options })).await;
        added["authenticatorId"].as_str().unwrap().to_owned()
    }

    /// Takes a key out of the browser.
    pub(crate) async fn pulls_out_the_key(&self, key: &str) {
        self.tools("WebAuthn.removeVirtualAuthenticator", json!({ "authenticatorId": key })).await;
    }

    /// Whether somebody stands there and touches the key when it asks.
    pub(crate) async fn key_is_touched(&self, key: &str, is_touched: bool) {
        let parameters = json!({ "authenticatorId": key, "enabled": is_touched });
        self.tools("WebAuthn.setAutomaticPresenceSimulation", parameters).await;
    }

    /// Whether whoever holds the key is recognised by it.
    pub(crate) async fn key_recognises_its_owner(&self, key: &str, recognises: bool) {
        let parameters = json!({ "authenticatorId": key, "isUserVerified": recognises });
        self.tools("WebAuthn.setUserVerified", parameters).await;
    }

    /// What the key answers to a challenge of the sign-in page, without sending it: the challenge and the credential.
    pub(crate) async fn answer_of_the_key(&self) -> (String, String) {
        let ask = "(async () => {
            const bytes = (text) => Uint8Array.from(
                atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
            const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
                .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
            const challenge = await (await fetch('/admin/sign-in/challenge')).json();
            const { publicKey } = challenge.options;
            const given = await navigator.credentials.get({
                publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: [] } });
            const response = {};
            for (const part of ['authenticatorData', 'clientDataJSON', 'signature', 'userHandle']) {
                response[part] = text(given.response[part]);
            }
            return { challenge: challenge.challenge,
                credential: { id: given.id, rawId: text(given.rawId), type: given.type, response } };
        })()";
        let answer: Value = self.ask(ask).await;
        (answer["challenge"].as_str().unwrap().to_owned(), answer["credential"].to_string())
    }
}
