// What must be known before anything is believed: that the data are a sample, or that nobody sends any more.
const Notice = (() => {
  function notice({ connection, choices, now, reading }) {
    if (connection.link === "sample") return sample(choices);
    if (connection.link === "lost") return lost(connection, now, reading);
    if (connection.link === "polling" && connection.retry) return Dom.h("p", { class: "notice", role: "status", "data-key": "notice" }, "Changes are not pushed at the moment: the page asks every 15 seconds.");
    return null;
  }

  function sample({ endpoint }) {
    return Dom.h("div", { class: "notice with-form", role: "status", "data-key": "notice" },
      Dom.h("p", {}, Dom.h("b", {}, "Sample data. "), "What you see is the demo: a model that predicts who has work, and people of the United States census. Enter the address of your own exporter to see yours."),
      Dom.h("form", { class: "connect", "data-connect": "" },
        Dom.h("input", { type: "url", name: "endpoint", placeholder: "https://exporter.example.org:10610", value: endpoint, "aria-label": "Address of an exporter", required: true, "data-key": "endpoint" }),
        Dom.h("button", {}, "Connect")));
  }

  function lost({ contact, retry }, now, reading) {
    const seen = contact ?? reading.at;
    return Dom.h("p", { class: "notice lost", role: "alert", "data-key": "notice" },
      Dom.h("span", {}, States.sign("unmet", "disconnected"), Dom.h("b", {}, "The exporter does not answer. "), seen ? ["What you see is of ", ...Moments.both(seen, now), "; it may have changed. "] : "Nothing has been read from it yet. ", retry && retry > now ? ["The next try is ", Moments.age(retry, now), "."] : "Trying again …"));
  }

  return { notice };
})();
