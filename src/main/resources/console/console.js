// Shows how far something is that takes a while, by a reload every two seconds.
if (document.querySelector("[data-reload]")) {
  setTimeout(() => location.reload(), 2000);
}

// Keeps the figures of an alert as they are now. Everything works without it, by a reload.
const live = document.querySelector("[data-events]");
if (live) {
  const source = new EventSource(live.dataset.events);
  source.onmessage = (event) => {
    const alert = JSON.parse(event.data);
    for (const [channel, states] of Object.entries(alert.channels)) {
      for (const [state, people] of Object.entries(states)) {
        const cell = live.querySelector(`[data-count="${channel} ${state}"]`);
        if (cell) {
          cell.textContent = people.toLocaleString(document.documentElement.lang);
        }
      }
    }
    if (alert.state !== live.dataset.state) {
      source.close();
      location.reload();
    } else if (["done", "cancelled"].includes(alert.state)) {
      source.close();
    }
  };
}

// Fills in what is still being counted.
const fillPart = async (part) => {
  if (part.querySelector("[data-counting]")) {
    const answer = await fetch(part.dataset.fill).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      part.innerHTML = await answer.text();
    }
    setTimeout(fillPart, 1000, part);
  }
};
document.querySelectorAll("[data-fill]").forEach(fillPart);

// Counts who would get a sheet while one chooses, and asks again while it is being counted.
const count = document.querySelector("#count[data-count]");
if (count) {
  const form = document.getElementById("options");
  let turn = 0;
  let timer;
  let focused = ""; // what is replaced, or cannot be used for a moment, loses the focus
  const keep = () => {
    if (document.activeElement !== document.body) {
      focused = count.contains(document.activeElement) ? document.activeElement.id : "";
    }
  };
  const say = () => {
    const said = count.querySelector("[data-said], [data-counting], .problem");
    document.getElementById("heard").textContent = said ? said.textContent : "";
    const age = count.querySelector("[data-age]");
    const since = Date.now() - 1000 * (age?.dataset.age ?? 0);
    clearInterval(say.timer);
    if (age) {
      const words = new Intl.RelativeTimeFormat(document.documentElement.lang);
      say.timer = setInterval(() => {
        const seconds = Math.round((Date.now() - since) / 1000);
        const ago = seconds < 60 ? words.format(-seconds, "second") : words.format(-Math.round(seconds / 60), "minute");
        age.textContent = age.dataset.words.replace("{0}", ago);
      }, 5000);
    }
  };
  const look = async (query, mine) => {
    const answer = await fetch(`${count.dataset.count}?${query}`).catch(() => null);
    if (mine !== turn) {
      return;
    }
    if (answer?.ok && !answer.redirected) {
      const html = await answer.text();
      keep();
      count.innerHTML = html;
      count.inert = false;
      say();
      if (focused && document.activeElement === document.body) {
        document.getElementById(focused)?.focus();
      }
    } else if (answer) {
      location.reload();
      return;
    }
    if (!answer || count.querySelector("[data-counting]")) {
      timer = setTimeout(look, 1000, query, mine);
    }
  };
  const choose = (button) => {
    const query = new URLSearchParams(new FormData(form));
    history.replaceState(null, "", `?${query}`);
    if (button?.name) {
      query.set(button.name, button.value);
    }
    keep();
    count.inert = true; // what stands there is of another choice
    clearTimeout(timer);
    timer = setTimeout(look, button ? 0 : 300, query, ++turn);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose(event.submitter ?? form);
  });
  document.addEventListener("input", (event) => {
    if (event.target.form === form) {
      choose();
    }
  });
  if (count.querySelector("[data-counting]")) {
    choose();
  } else {
    say();
  }
}
