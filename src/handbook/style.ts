/** The handbook's only style sheet: for the screen, and for A4. */
export const style = `
:root{--ink:#1d2b33;--soft:#4c5c66;--line:#c9d3d8;--paper:#fff;--tint:#eef3f5;--lead:#2b6a7c;--mark:#8a4a0c}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;overflow-wrap:break-word}
header,main{max-width:48rem;margin:0 auto;padding:0 1.25rem}header{padding-top:2rem}main{padding-bottom:3rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}h3{font-size:1.15rem;margin:1.75rem 0 .5rem}h4{font-size:1rem;margin:1rem 0 .25rem}
p{margin:.25rem 0 .5rem}ul,ol{margin:.25rem 0 .75rem;padding-left:1.4rem}li{margin:.2rem 0}
.kind{color:var(--soft);text-transform:uppercase;letter-spacing:.06em;font-size:.875rem;margin:0}
.draft{border:2px solid var(--mark);border-radius:.4rem;padding:.5rem .75rem;margin:1rem 0}
.chapter{border-top:3px solid var(--lead);padding-top:1.25rem;margin-top:2.5rem}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.25rem 1rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0;min-width:0}
.say{background:var(--tint);border-left:5px solid var(--lead);border-radius:0 .4rem .4rem 0;padding:.5rem .9rem;margin:.5rem 0}.say b{font-size:.8rem;letter-spacing:.06em;text-transform:uppercase;color:var(--lead)}.say p{font-size:1.05rem}
.small{font-size:.875rem;color:var(--soft)}.urgency{color:var(--mark)}.like{font-weight:600}.phone{font-weight:600;white-space:nowrap;font-variant-numeric:tabular-nums}.old{color:var(--mark)}
.numbers{columns:2;column-gap:1.5rem}.numbers li{break-inside:avoid}
figure{margin:.5rem 0}svg{max-width:100%;height:auto;display:block;font-size:14px}svg text{fill:var(--ink)}svg .strong{font-weight:600}
svg .box{fill:var(--paper);stroke:var(--soft);stroke-width:1.5}svg .main{fill:var(--tint);stroke:var(--lead);stroke-width:2.5}svg .quiet{stroke-dasharray:6 4}svg .open{fill:var(--tint);stroke:none}svg .arrow{stroke:var(--soft);stroke-width:1.5}svg .tip{fill:var(--soft)}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line)}tbody th{font-weight:600}td:last-child{min-width:6.5rem}tbody th p{font-weight:400;margin:0}
a{color:var(--lead)}:focus-visible{outline:3px solid var(--lead);outline-offset:2px}
.every-page{display:none}
@media(max-width:30rem){.numbers{columns:1}dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
@page{size:A4;margin:18mm 16mm 20mm}
@media print{
body{font-size:10.5pt}header,main{max-width:none;padding:0}
.every-page{display:block;position:fixed;bottom:-12mm;left:0;right:0;font-size:8.5pt;color:var(--soft)}
nav,.chapter{break-before:page}h2,h3,h4{break-after:avoid}li,tr,.say,figure,dl{break-inside:avoid}
.scroll{overflow:visible}a{color:inherit;text-decoration:none}.say,svg .main,svg .open{print-color-adjust:exact}
}
`;
