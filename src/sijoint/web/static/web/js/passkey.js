/** Shows passkeys where the browser can use them, and says so when the device gave none. */

if (window.PublicKeyCredential && navigator.credentials) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  // The reason may name the person; it is not written to the console.
  event.preventDefault();
  const why = event.detail.exception?.name === "SecurityError" ? "unnamed" : "";
  for (const line of document.querySelectorAll("[data-passkey-failed]")) line.hidden = line.dataset.passkeyFailed !== why;
});
