package io.resil.it;

/** What can be checked of a page for those who see little or nothing of it; each script returns what is wrong. */
final class Checks {

    private Checks() {}

    /** WCAG 2.2, 1.4.3 and 1.4.11: 4.5 to 1 for text, 3 to 1 for the shapes of states. */
    static final String CONTRAST =
            """
            () => {
              const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b]
                .map((c) => c / 255)
                .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = (node) => {
                for (let each = node; each; each = each.parentElement) {
                  const color = rgb(getComputedStyle(each).backgroundColor);
                  if (color.length === 3 || color[3] === 1) return color;
                }
                return [255, 255, 255];
              };
              const ratio = (a, b) => {
                const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
                return (high + 0.05) / (low + 0.05);
              };
              const wrong = [];
              for (const node of document.querySelectorAll("body *")) {
                const style = getComputedStyle(node);
                const text = [...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim() !== "");
                if (text && node.offsetParent !== null) {
                  const found = ratio(rgb(style.color), ground(node));
                  if (found < 4.5) wrong.push(node.className + " " + node.textContent + " " + found.toFixed(2));
                }
                if (node.classList.contains("shape")) {
                  const found = ratio(rgb(style.stroke), ground(node.parentElement));
                  if (found < 3) wrong.push("shape " + style.stroke + " " + found.toFixed(2));
                }
              }
              return wrong;
            }
            """;

    /** Whatever makes the page scroll sideways. */
    static final String WIDER_THAN_THE_WINDOW =
            """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
              .filter((node) => node.getBoundingClientRect().right > innerWidth)
              .map((node) => node.tagName + "." + node.className + " to " + node.getBoundingClientRect().right)
            """;

    /** Language, landmarks, one main heading and none left out, names of what can be operated, heads of tables. */
    static final String NAMES_AND_ROLES =
            """
            () => {
              const wrong = [];
              const need = (right, what) => right || wrong.push(what);
              const all = (selector) => [...document.querySelectorAll(selector)];
              need(document.documentElement.lang === "en", "language");
              need(all("h1").length === 1, "one h1");
              need(all("main").length === 1 && all("header").length === 1 && all("footer").length === 1, "landmarks");
              let level = 0;
              for (const heading of all("h1, h2, h3, h4")) {
                const now = Number(heading.tagName[1]);
                need(now <= level + 1, "heading " + heading.textContent + " skips a level");
                level = now;
              }
              for (const node of all("button, a, summary")) {
                need(node.textContent.trim() !== "", "no name: " + node.outerHTML);
              }
              for (const node of all("button[aria-controls]")) {
                need(document.getElementById(node.getAttribute("aria-controls")), "controls nothing: " + node.outerHTML);
                need(["true", "false"].includes(node.getAttribute("aria-expanded")), "expanded? " + node.outerHTML);
              }
              for (const node of all("input")) {
                need(document.querySelector("label[for='" + node.id + "']"), "no label: " + node.id);
              }
              for (const node of all("svg")) {
                const told = node.getAttribute("role") === "img" && node.getAttribute("aria-label");
                need(told || node.getAttribute("aria-hidden") === "true", "neither told nor hidden: " + node.outerHTML);
              }
              for (const node of all("th")) {
                need(["row", "col"].includes(node.scope), "no scope: " + node.textContent);
              }
              for (const node of all("table")) {
                need(node.caption && node.caption.textContent, "a table without caption");
              }
              const ids = all("[id]").map((node) => node.id);
              need(new Set(ids).size === ids.length, "ids twice");
              return wrong;
            }
            """;
}
