// Coming in with a passkey: asks the program for a challenge, the device for its answer, and goes on.
// Without this script, or on a device without passkeys, the password with a code does the same.
"use strict";
(() => {
  const bytes = (text) => {
    const plain = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const post = async (address, token, body) => {
    const headers = { "content-type": "application/json", "x-csrf-token": token };
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const make = async (options) => {
    const key = options.publicKey;
    key.challenge = bytes(key.challenge);
    key.user.id = bytes(key.user.id);
    key.excludeCredentials = named(key.excludeCredentials);
    const made = await navigator.credentials.create({ publicKey: key });
    return {
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      extensions: {},
      response: {
        attestationObject: text(made.response.attestationObject),
        clientDataJSON: text(made.response.clientDataJSON),
      },
    };
  };
  const use = async (options) => {
    const key = options.publicKey;
    key.challenge = bytes(key.challenge);
    key.allowCredentials = named(key.allowCredentials);
    const used = await navigator.credentials.get({ publicKey: key });
    const handle = used.response.userHandle;
    return {
      id: used.id,
      rawId: text(used.rawId),
      type: used.type,
      extensions: {},
      response: {
        authenticatorData: text(used.response.authenticatorData),
        clientDataJSON: text(used.response.clientDataJSON),
        signature: text(used.response.signature),
        userHandle: handle ? text(handle) : null,
      },
    };
  };
  for (const box of document.querySelectorAll("[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    const button = box.querySelector("button");
    const told = box.querySelector("[role=status]");
    box.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      told.textContent = box.dataset.waits;
      const token = box.dataset.token || "";
      try {
        const begun = await post(`${box.dataset.passkey}/begin`, token, {});
        const credential = await (box.dataset.makes ? make : use)(begun.options);
        const done = await post(`${box.dataset.passkey}/finish`, token, { step: begun.step, credential });
        location.assign(done.href);
      } catch {
        told.textContent = box.dataset.failed;
        button.disabled = false;
        // A button that is off loses the focus: who came by keyboard tries again from here.
        button.focus();
      }
    });
  }
})();
