"use strict";

(() => {
  const { createElement: h, useEffect, useRef, useState } = React;
  const { useEditorContext, usePluginContext } = GraphiQL.React;

  const endpoint = new URL("." + document.documentElement.dataset.graphql, document.baseURI).href;

  // The viewer and the day of the bar at the top; every request reads them. Only this tab keeps the token. It is sent
  // in a header, never in an address.
  const TOKEN = "rapport.token";
  const lens = { day: "", certainty: "possible", token: sessionStorage.getItem(TOKEN) || "" };

  // The tabs of a first visit. All other examples are in the panel.
  const FIRST_TABS = ["Engagements", "LinkedMembers", "EndorsementChain"];

  // The same width as in page.css. Below it, the panes are on top of each other.
  const NARROW = matchMedia("(max-width: 760px)").matches;

  const LENS_QUERY = "{ lens { clearance asOf certainty } }";
  const NEW_TAB = "# Write a query here. Ctrl-Space completes, Ctrl-Enter runs, Shift-Ctrl-P formats.\n{\n  lens { clearance asOf }\n}\n";

  /** Adds the headers of the bar. The headers of a tab's own Headers pane win. */
  function withLens(headers, schema) {
    const all = new Headers(headers);
    all.set("Accept", "application/graphql-response+json, application/json");
    if (lens.token && !all.has("Authorization")) {
      all.set("Authorization", "Bearer " + lens.token);
    }
    if (lens.day && !schema && !all.has("Rapport-As-Of")) {
      all.set("Rapport-As-Of", lens.day + "; certainty=" + lens.certainty);
    }
    return all;
  }

  const toServer = GraphiQL.createFetcher({
    url: endpoint,
    enableIncrementalDelivery: false,
    fetch: (url, options) =>
      fetch(url, { ...options, headers: withLens(options.headers, options.body.includes("__schema")) }),
  });

  // Right after a change of tabs GraphiQL still names the operation of the tab before.
  const fetcher = (request, options) => {
    const names = [...request.query.matchAll(/\b(?:query|mutation|subscription)\s+(\w+)/g)].map((name) => name[1]);
    const stale = request.operationName && !names.includes(request.operationName);
    return toServer(stale ? { ...request, operationName: names[0] } : request, options);
  };

  async function askLens() {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: withLens({ "Content-Type": "application/json" }, false),
      body: JSON.stringify({ query: LENS_QUERY }),
    });
    const answer = await response.json();
    if (response.status === 401) {
      sessionStorage.removeItem(TOKEN);
    } else if (lens.token) {
      sessionStorage.setItem(TOKEN, lens.token);
    } else {
      sessionStorage.removeItem(TOKEN);
    }
    if (answer.errors) {
      return { wrong: answer.errors[0].message };
    }
    const { clearance, asOf, certainty } = answer.data.lens;
    const day = asOf ? `as of ${asOf}, ${certainty === "CERTAIN" ? "what is certain" : "what is possible"}` : "all of time";
    return { clearance, text: `${clearance} · ${day}` };
  }

  function Bar() {
    const [day, setDay] = useState(lens.day);
    const [certainty, setCertainty] = useState(lens.certainty);
    const [token, setToken] = useState(lens.token);
    const [seen, setSeen] = useState({ text: "…" });
    const [help, setHelp] = useState(false);
    const asked = useRef(0);

    useEffect(() => {
      const close = (event) => event.key === "Escape" && setHelp(false);
      window.addEventListener("keydown", close);
      return () => window.removeEventListener("keydown", close);
    }, []);

    useEffect(() => {
      Object.assign(lens, { day, certainty, token: token.trim() });
      const turn = ++asked.current;
      const wait = setTimeout(
        () =>
          askLens()
            .catch(() => ({ wrong: "The API cannot be reached." }))
            .then((result) => turn === asked.current && setSeen(result)),
        300,
      );
      return () => clearTimeout(wait);
    }, [day, certainty, token]);

    return h(
      "header",
      { className: "bar" },
      h("a", { className: "brand", href: ".", title: "All pages" }, "Rapport"),
      h(
        "label",
        null,
        "As of",
        h("input", { type: "date", value: day, onChange: (event) => setDay(event.target.value) }),
      ),
      h(
        "select",
        {
          value: certainty,
          hidden: !day,
          "aria-label": "Certainty",
          onChange: (event) => setCertainty(event.target.value),
        },
        h("option", { value: "possible" }, "what may have been true"),
        h("option", { value: "certain" }, "what must have been true"),
      ),
      day && h("button", { type: "button", onClick: () => setDay("") }, "All of time"),
      h(
        "label",
        null,
        "Token",
        h("input", {
          type: "password",
          value: token,
          placeholder: "none: the public",
          autoComplete: "off",
          spellCheck: false,
          onChange: (event) => setToken(event.target.value),
        }),
      ),
      h(
        "button",
        { type: "button", "aria-expanded": help, onClick: () => setHelp(!help) },
        "What is this?",
      ),
      h(
        "output",
        { className: seen.wrong ? "seen wrong" : "seen", title: "The lens that the API applies to your requests" },
        seen.wrong || "You see " + seen.text,
      ),
      help &&
        h(
          "section",
          { className: "help" },
          h("h2", null, "As of a day"),
          h(
            "p",
            null,
            "All answers show the world as it was on that day. The page sends the header ",
            h("code", null, `Rapport-As-Of: ${day || "2024-01-16"}; certainty=${certainty}`),
            "; your client can do the same, or write ",
            h("code", null, `query Q @asOf(date: "${day || "2024-01-16"}", certainty: ${certainty.toUpperCase()}) { … }`),
            ". Without a day you get all of time, not today.",
          ),
          h(
            "p",
            null,
            "Many dates are approximate. ",
            h("b", null, "What may have been true"),
            " shows everything that is possible with its dates; ",
            h("b", null, "what must have been true"),
            " shows only what is true however those dates turn out. If the directive in a tab has another day than the bar, the answer is an error.",
          ),
          h("h2", null, "Token"),
          h(
            "p",
            null,
            "Without a token you see what is public. Elements that you may not see are missing, also from counts. The curator’s token is in the file that Rapport names when it starts. This page sends the token in the ",
            h("code", null, "Authorization"),
            " header, keeps it until you close the tab, and never writes it into an address.",
          ),
          h("p", null, "A header in a tab’s own Headers pane replaces the one from the bar."),
          h("button", { type: "button", onClick: () => setHelp(false) }, "Close"),
        ),
    );
  }

  /** Keeps the rows of a wrapped line further to the right than its beginning. */
  function indentWrapped(editor, line, element) {
    const indent = (line.text.length - line.text.trimStart().length + 2) * editor.defaultCharWidth();
    element.style.textIndent = -indent + "px";
    element.style.paddingLeft = 4 + indent + "px";
  }

  /** Makes the editors wrap long lines, so that nothing of a query is out of sight. */
  function WholeLines() {
    const { queryEditor, variableEditor, headerEditor } = useEditorContext({ nonNull: true });
    useEffect(() => {
      const editors = [queryEditor, variableEditor, headerEditor].filter(Boolean);
      editors.forEach((editor) => {
        editor.on("renderLine", indentWrapped);
        editor.setOption("lineWrapping", true);
        editor.refresh();
      });
      return () => editors.forEach((editor) => editor.off("renderLine", indentWrapped));
    }, [queryEditor, variableEditor, headerEditor]);
    return h("span");
  }

  function examplesPlugin(examples) {
    function Examples() {
      const editors = useEditorContext({ nonNull: true });
      const panel = usePluginContext({ nonNull: true });
      const [opening, setOpening] = useState(null);

      // The tab and its editor exist only after the next rendering.
      useEffect(() => {
        if (opening && editors.queryEditor) {
          editors.queryEditor.setValue(opening.text);
          editors.variableEditor?.setValue(opening.variables);
          setOpening(null);
          hideIfNarrow();
        }
      }, [opening, editors.activeTabIndex]);

      /** In a narrow window the panel is above the editor. */
      function hideIfNarrow() {
        if (NARROW) {
          panel.setVisiblePlugin(null);
        }
      }


      function open(example) {
        const there = editors.tabs.findIndex((tab) => tab.query === example.text);
        if (there >= 0) {
          editors.changeTab(there);
          hideIfNarrow();
        } else {
          editors.addTab();
          setOpening(example);
        }
      }

      const folders = [...new Set(examples.map((example) => example.folder))];
      return h(
        "div",
        { className: "examples" },
        h("div", { className: "graphiql-doc-explorer-title" }, "Examples"),
        h("p", null, "Each example opens in a tab. You can run queries at once: their variables have defaults, and you can set others in the Variables pane. Mutations have their input there, and need a token."),
        folders.map((folder) =>
          h(
            "section",
            { key: folder },
            h("h2", null, folder),
            examples
              .filter((example) => example.folder === folder)
              .map((example) =>
                h(
                  "button",
                  { type: "button", key: example.name, onClick: () => open(example) },
                  h("strong", null, example.name),
                  h("span", null, example.question),
                ),
              ),
          ),
        ),
      );
    }

    const Icon = () =>
      h(
        "svg",
        { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", strokeWidth: 1.5, "aria-hidden": true },
        h("path", { d: "M4 6h2M4 12h2M4 18h2M10 6h10M10 12h10M10 18h10", strokeLinecap: "round" }),
      );
    return { title: "Examples", icon: Icon, content: Examples };
  }

  async function start() {
    const examples = await (await fetch("graphiql/examples.json")).json();
    const storage = GraphiQL.createLocalStorage({ namespace: "rapport" });
    const plugin = examplesPlugin(examples);
    if (storage.getItem("graphiql:docExplorerFlex") === null) {
      storage.setItem("graphiql:docExplorerFlex", "0.27");
    }
    ReactDOM.createRoot(document.getElementById("page")).render(
      h(
        "div",
        { className: "page" },
        h(Bar),
        h(
          GraphiQL,
          {
            fetcher,
            storage,
            defaultQuery: NEW_TAB,
            defaultTabs: FIRST_TABS.map((name) => examples.find((example) => example.name === name)).map((example) => ({
              query: example.text,
              variables: example.variables || null,
            })),
            plugins: [plugin],
            visiblePlugin: storage.getItem("graphiql:visiblePlugin") === null && !NARROW ? plugin.title : undefined,
            defaultEditorToolsVisibility: false,
            shouldPersistHeaders: false,
          },
          h(GraphiQL.Logo, null, h(WholeLines)),
        ),
      ),
    );
  }

  start();
})();
