/* Passkeys: <button data-passkey="create|get" data-field="id">, the question in #passkey-options. */
(() => {
  "use strict";
  const asked = document.getElementById("passkey-options");
  const button = document.querySelector("[data-passkey]");
  if (!asked || !button || !window.PublicKeyCredential) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const failed = document.getElementById("passkey-failed");
    const field = document.getElementById(button.dataset.field);
    failed.hidden = true;
    try {
      const [question] = Object.values(JSON.parse(asked.textContent));
      field.value = JSON.stringify(await window.webauthnJSON[button.dataset.passkey](question));
      field.form.submit();
    } catch {
      failed.hidden = false;
    }
  });
})();
