"use strict";

// Runs before Neo4j Browser, which stores its settings in the local storage under names that begin with "neo4j.".
// Writes the server, the style, the saved queries and the guide there, and keeps the changes of the user.
(() => {
  const presets = JSON.parse(document.getElementById("rapport-presets").textContent);
  const guide = ":guide " + new URL("rapport/guide.html", document.baseURI).href;

  function read(name, otherwise) {
    try {
      return JSON.parse(localStorage.getItem("neo4j." + name)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  function write(name, value) {
    localStorage.setItem("neo4j." + name, JSON.stringify(value));
  }

  /** A style sheet as Neo4j Browser keeps it: selectors with their properties. */
  function parse(style) {
    const rules = {};
    let rule = null;
    for (const line of style.split("\n").map((text) => text.trim())) {
      const property = line.match(/^([a-zA-Z-]+):\s*"?(.*?)"?;$/);
      if (line.endsWith("{") && !line.includes(":")) {
        rule = rules[line.slice(0, -1).trim()] = {};
      } else if (property && rule) {
        rule[property[1]] = property[2];
      }
    }
    return rules;
  }

  const isOurs = (entry) => String(entry.id).startsWith("rapport");
  write("folders", [
    ...read("folders", []).filter((folder) => !isOurs(folder)),
    { id: "rapport-public", name: "Rapport: what is public" },
    { id: "rapport", name: "Rapport: everything" },
  ]);
  write("documents", [
    ...read("documents", []).filter((favourite) => !isOurs(favourite)),
    { id: "rapport-guide", folder: "rapport-public", content: guide },
    ...presets.queries
      .map((query, index) => ({
        id: "rapport-public-" + index,
        folder: "rapport-public",
        content: query.publicText && `// ${query.title}\n${query.publicText}`,
      }))
      .filter((favourite) => favourite.content),
    ...presets.queries.map((query, index) => ({
      id: "rapport-" + index,
      folder: "rapport",
      content: `// ${query.title}\n${query.text}`,
    })),
  ]);

  const style = JSON.stringify(parse(presets.style));
  const present = localStorage.getItem("neo4j.grass");
  if (!present || present === "null" || present === "{}" || present === localStorage.getItem("rapport.style")) {
    localStorage.setItem("neo4j.grass", style);
    localStorage.setItem("rapport.style", style);
  }

  // The port of Bolt may have changed since the last time.
  const connections = read("connections", {});
  const known = connections.connectionsById?.["$$discovery"];
  write("connections", {
    ...connections,
    allConnectionIds: ["$$discovery"],
    connectionsById: {
      "$$discovery": {
        ...known,
        id: "$$discovery",
        host: presets.bolt,
        username: known?.username || "neo4j",
        authenticationMethod: "NATIVE",
      },
    },
  });

  const settings = read("settings", {});
  const first = settings.initCmd;
  write("settings", {
    ...settings,
    initCmd: !first || first === ":play start" || first === localStorage.getItem("rapport.first") ? presets.first : first,
    showSampleScripts: false,
    allowCrashReports: false,
    allowUserStats: false,
  });
  localStorage.setItem("rapport.first", presets.first);
})();
