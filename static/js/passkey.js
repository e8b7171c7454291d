// Passkeys: asks the device, puts its answer into the form and sends it. Attached by data-passkey
// ("create" or "get"); options stand in data-passkey-options or come from data-passkey-from.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const keys = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

async function create(options, passwordless) {
  const publicKey = { ...options.publicKey };
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  publicKey.excludeCredentials = keys(publicKey.excludeCredentials);
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: passwordless ? 'required' : 'discouraged',
    requireResidentKey: passwordless,
    ...(passwordless && { userVerification: 'required' }),
  };
  const made = await navigator.credentials.create({ publicKey });
  return answer(made, {
    attestationObject: text(made.response.attestationObject),
    clientDataJSON: text(made.response.clientDataJSON),
    transports: made.response.getTransports?.() ?? [],
  });
}

async function get(options) {
  const publicKey = { ...options.publicKey };
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.allowCredentials = keys(publicKey.allowCredentials);
  const found = await navigator.credentials.get({ publicKey });
  return answer(found, {
    authenticatorData: text(found.response.authenticatorData),
    clientDataJSON: text(found.response.clientDataJSON),
    signature: text(found.response.signature),
    userHandle: text(found.response.userHandle),
  });
}

function answer(credential, response) {
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (form.dataset.passkeyOptions) return JSON.parse(form.dataset.passkeyOptions);
  const response = await fetch(form.dataset.passkeyFrom, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error('no options');
  return (await response.json()).request_options;
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const error = form.querySelector('[data-passkey-error]');
  form.querySelector('[data-passkey-start]').addEventListener('click', async () => {
    error.hidden = true;
    try {
      const options = await optionsOf(form);
      const alone = form.elements.passwordless?.checked ?? false;
      const credential = form.dataset.passkey === 'create' ? await create(options, alone) : await get(options);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      error.textContent = form.dataset.passkeyFailed;
      error.hidden = false;
    }
  });
}
