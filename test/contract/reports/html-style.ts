/** The style of the page; the filter needs no script. */
export const style = `
:root { color-scheme: light dark; --line: #8886; --pass: #1a7f37; --fail: #c62828; --skip: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --pass: #57c46f; --fail: #ff8a80; --skip: #e3b341; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { margin: 0; }
h1::first-letter { text-transform: uppercase; }
h3 { margin: 1.5rem 0 .25rem; }
code, pre { font: .875rem/1.5 ui-monospace, monospace; }
pre { white-space: pre-wrap; padding: .5rem; border: 1px solid var(--line); border-radius: .25rem; margin: .5rem 0; }
fieldset { border: 1px solid var(--line); border-radius: .25rem; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
details.case { border-top: 1px solid var(--line); padding: .125rem 0; }
details.case[open] { padding-bottom: .5rem; }
details.case > :not(summary) { margin-left: 1rem; }
summary { cursor: pointer; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; margin-top: 0; margin-bottom: 0; }
dt { font-weight: 600; }
dd { margin: 0; }
p { margin: .25rem 0; }
.pass { color: var(--pass); }
.fail, .unmet { color: var(--fail); }
.skip, .partial { color: var(--skip); }
details.case { color: inherit; }
summary > span { display: inline-block; min-width: 2.5rem; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; white-space: nowrap; }
body:has(#show-fail:checked) details.case:not(.fail),
body:has(#show-skip:checked) details.case:not(.skip),
body:has(#show-pass:checked) details.case:not(.pass) { display: none; }
body:has(#show-fail:checked) section:not(:has(.case.fail)),
body:has(#show-skip:checked) section:not(:has(.case.skip)),
body:has(#show-pass:checked) section:not(:has(.case.pass)) { display: none; }
`;
