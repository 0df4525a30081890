/// The style sheet of pages about many projects: wide tables that scroll on screens and lie across on paper.
enum BatchStyle {
    static let css = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;color:#1a1a1a;background:#fff;font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif;line-height:1.7;font-size:16px}
        main{max-width:1240px;margin:0 auto;padding:24px 20px 64px}
        h1{font-size:1.5em;line-height:1.4;margin:.4em 0;overflow-wrap:anywhere}
        h2{font-size:1.2em;margin:1.6em 0 .4em;border-bottom:2px solid #595959;break-after:avoid}
        h3{font-size:1em;margin:1.2em 0 .3em;break-after:avoid}
        p{margin:.35em 0;max-width:62em;overflow-wrap:anywhere}
        .note{color:#595959;font-size:.9em}
        figure{margin:.8em 0;max-width:860px;break-inside:avoid}
        figure svg{display:block;width:100%;height:auto}
        table{border-collapse:collapse;font-size:.88em;line-height:1.5;min-width:min(100%,28em)}
        caption{text-align:left;padding:.3em 0;color:#404040}
        th,td{border:1px solid #767676;padding:3px 8px;text-align:left;vertical-align:top;font-weight:400}
        thead th{background:#ededed;font-weight:700;vertical-align:bottom;white-space:nowrap}
        tbody th{background:#f7f7f7}
        thead{display:table-header-group}
        tr{break-inside:avoid}
        .e{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .w{min-width:11em}
        .n{white-space:nowrap}
        .same{background:#ededed;font-weight:700}
        .scroll{margin:.4em 0 1em}
        @media screen{.scroll{overflow-x:auto}.scroll:focus-visible{outline:3px solid #0b4f9e}}
        @media screen and (max-width:700px){main{padding:12px 12px 48px}body{font-size:15px}svg text{font-size:17px}table{font-size:.84em}}
        @page{size:A4 landscape;margin:15mm;@bottom-center{content:counter(page) " / " counter(pages);font-size:9pt}}
        @media print{
        body{font-size:10pt;line-height:1.5}
        main{max-width:none;padding:0}
        figure{max-width:180mm}
        table{font-size:8.5pt}
        th,td{padding:1pt 4pt}
        svg,.same,thead th{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        }

        """
}
