/** The page's only style sheet; its hash stands in the page's own security policy. */
export const style = `
:root{--ink:#1d2b33;--soft:#4c5c66;--line:#c9d3d8;--paper:#fff;--bar:#2b6a7c;--better:#1f5fa8;--worse:#a8560f;--plain:#5b6b75;--tint:#eef3f5}
:root{color-scheme:light dark}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf0;--soft:#a9b8c0;--line:#3b4850;--paper:#12191d;--bar:#5fb0c6;--better:#85b8f2;--worse:#f0a35e;--plain:#a5b5be;--tint:#1b252b}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main,header{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}h1{font-size:1.8rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.3rem;margin:0 0 .25rem}h3{font-size:1rem;margin:.5rem 0}
section{border-top:1px solid var(--line);padding:1.5rem 0}
.desc,.note,.lead{color:var(--soft);max-width:44rem;margin:.25rem 0 1rem}.note{font-size:.875rem}
.draft{display:inline-block;border:2px solid var(--worse);padding:.1rem .6rem;border-radius:.25rem}
a,summary{text-underline-offset:.2em}
.made-up{background:var(--worse);color:var(--paper);padding:.5rem .75rem;font-weight:600;border-radius:.25rem}
.cards{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr));gap:.75rem;padding:0;margin:1rem 0 1.5rem}
.cards a{display:flex;flex-direction:column;height:100%;border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;color:var(--ink);text-decoration:none}
.cards strong{font-size:2rem;line-height:1.2}.cards a:hover span:nth-of-type(1){text-decoration:underline}.quiet{color:var(--soft);font-size:.875rem}
ol.note{padding-left:1.5rem}.next{padding-left:1.5rem;max-width:44rem}.next li{margin:.5rem 0}.next a{color:var(--ink)}.who{white-space:nowrap;color:var(--soft);font-size:.875rem;background:var(--tint);border-radius:.25rem;padding:.1rem .4rem}
figure{margin:0}svg{max-width:100%;height:auto;display:block;font-size:14px}
svg text{fill:var(--ink)}svg .end{text-anchor:end}svg .middle{text-anchor:middle}svg .tick{font-size:12px;fill:var(--soft)}
svg .bar{fill:var(--bar)}svg .value{font-weight:600}svg text.masked{fill:var(--soft);font-style:italic}
svg .rule{stroke:var(--line)}svg .centre{stroke:var(--ink);stroke-width:1.5}svg .limit{stroke:var(--soft);stroke-dasharray:5 4;fill:none}svg .change{stroke:var(--ink);stroke-dasharray:2 3}svg .inner{stroke-dasharray:1 4}
svg .line{stroke:var(--plain);fill:none;stroke-width:1.5}svg .plain{fill:var(--plain)}svg .better{fill:var(--better)}svg .worse{fill:var(--worse)}svg .gap{stroke:var(--soft);fill:none}svg .whisker{stroke:var(--plain);stroke-width:2}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(21rem,100%),1fr));gap:1.5rem}.small{min-width:0}
.scroll{overflow-x:auto}.scroll:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid var(--better);outline-offset:2px}
table{border-collapse:collapse;font-size:.9rem;margin:.5rem 0;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}thead th{vertical-align:bottom;color:var(--soft)}tbody th{font-weight:400;min-width:8rem}
.time{white-space:nowrap}.masked{font-style:italic;color:var(--soft)}summary{cursor:pointer;color:var(--better);padding:.5rem 0;min-height:1.5rem}
a{color:var(--better)}footer{max-width:60rem;margin:0 auto;padding:1rem 1.25rem 3rem;color:var(--soft);font-size:.875rem}
@media (max-width:34rem){svg{font-size:19px}svg .tick{font-size:16px}.small svg{font-size:14px}.small svg .tick{font-size:12px}}
@media print{body{font-size:11pt}section,.small{break-inside:avoid}details{display:block}details::details-content{content-visibility:visible;display:block}summary{display:none}.scroll{overflow:visible}}
`;
