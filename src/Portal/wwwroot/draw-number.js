// @ts-check
// Makes the number that an applicant adds to a draw, and shows it again on the receipt and where it is revealed. The
// number stays in this tab (session storage); the form sends its digest alone. Nothing is fetched. Without this script,
// or on a connection that is not secure, the applicant makes the number elsewhere and enters its digest.

const Bytes = 32;

/** @param {string} digest */
const placeOf = digest => `egov-draw-${digest}`;

/** @param {Uint8Array | ArrayBuffer} bytes */
const hexOf = bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, "0")).join("");

/** For the eye: eights, which the form that takes it back puts together again. @param {string} number */
const grouped = number => (number.match(/.{8}/g) ?? []).join(" ");

/** @param {string} digest @returns {string | null} */
function numberOf(digest) {
  try {
    return sessionStorage.getItem(placeOf(digest));
  } catch {
    return null;
  }
}

function showKept() {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-number-of]"))) {
    const digest = place.dataset.numberOf ?? "";
    const number = numberOf(digest);
    if (number === null) continue;
    place.textContent = grouped(number);
    place.hidden = false;
    const otherwise = /** @type {HTMLElement | null} */ (document.querySelector(`[data-else="${digest}"]`));
    if (otherwise !== null) otherwise.hidden = true;
    const field = /** @type {HTMLInputElement | null} */ (document.getElementById(place.dataset.into ?? ""));
    if (field !== null && field.value === "") field.value = number;
  }
}

function offer() {
  const part = document.getElementById("draw-make");
  const button = document.getElementById("draw-button");
  const made = /** @type {HTMLElement | null} */ (document.querySelector("#draw-made > .notice"));
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("value"));
  if (part === null || button === null || made === null || field === null || !isSecureContext) return;

  /** @param {string} number */
  const show = number => {
    const place = /** @type {HTMLElement} */ (made.querySelector(".grouped"));
    place.textContent = grouped(number);
    made.hidden = false;
  };
  button.addEventListener("click", async () => {
    const number = crypto.getRandomValues(new Uint8Array(Bytes));
    const digest = hexOf(await crypto.subtle.digest("SHA-256", number));
    try {
      sessionStorage.setItem(placeOf(digest), hexOf(number));
    } catch {
      // Where nothing may be kept it is shown here all the same, to be written down.
    }

    field.value = digest;
    show(hexOf(number));
  });
  const known = numberOf(field.value);
  if (known !== null) show(known);
  part.hidden = false;
}

offer();
showKept();
