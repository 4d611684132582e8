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
