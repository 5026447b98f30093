// Sends fields to the desk, for whoever is logged in here: after a login in another window the
// page's token is exchanged for the new one, in every form of the page.
export const page = document.querySelector("[data-autosave]")?.dataset ?? {};
const TOKENS = "input[name=csrfmiddlewaretoken]";

// What came of it: {state} as the server said, or "offline", "out" (logged out), "large".
export const post = async (address, fields, { isLast = false, film = page.film } = {}) => {
  const first = await send(address, fields, isLast);
  if (isLast || (first.state !== "token" && first.state !== "mark")) return first;
  const fresh = await refresh(film);
  if (fresh.state) return fresh;
  const again = first.state === "mark" && fresh.mark ? { autosave_mark: fresh.mark } : {};
  const second = await send(address, fields, false, again);
  return { ...second, mark: again.autosave_mark };
};

const send = async (address, fields, isLast, changes = {}) => {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, changes[name] ?? value);
  body.append("csrfmiddlewaretoken", document.querySelector(TOKENS).value);
  try {
    // "manual": a way to the login is no answer.
    const answer = await fetch(address, { method: "POST", body, redirect: "manual", keepalive: isLast });
    return await understand(answer);
  } catch {
    return { state: "offline" };
  }
};

const understand = async (answer) => {
  if (answer.type === "opaqueredirect") return { state: "out" };
  if (answer.status === 403) return { state: "token" };
  if (answer.status === 400 || answer.status === 413) return { state: "large" };
  if (answer.headers.get("Content-Type")?.startsWith("application/json")) return answer.json();
  return answer.ok ? { state: "html", html: await answer.text() } : { state: "offline" };
};

// Puts the token of the present login into the page; answers {mark}, or {state} if nobody is there.
export const refresh = async (film) => {
  try {
    const answer = await fetch(`${page.token}?film=${film}`, { redirect: "manual" });
    if (answer.type === "opaqueredirect") return { state: "out" };
    if (!answer.ok) return { state: "offline" };
    const { token, editor, mark } = await answer.json();
    if (editor !== page.editor) return { state: "other" };
    for (const field of document.querySelectorAll(TOKENS)) field.value = token;
    return { mark };
  } catch {
    return { state: "offline" };
  }
};
