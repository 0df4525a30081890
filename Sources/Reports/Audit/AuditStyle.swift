/// The style sheet of the audit page: notes in the margin where there is one, below the passage where there is none.
enum AuditStyle {
    static let css = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;color:#1a1a1a;background:#fff;font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif;line-height:1.75;font-size:16px}
        main{max-width:1080px;margin:0 auto;padding:24px 20px 64px}
        h1{font-size:1.5em;line-height:1.4;margin:.4em 0}
        h2{font-size:1.2em;margin:1.6em 0 .4em;border-bottom:2px solid #595959}
        h3,h4,h5,h6{font-size:1em;margin:.9em 0 .2em}
        p{margin:.35em 0;overflow-wrap:anywhere}
        a{color:#0b4f9e}
        .text h3,.text h4,.text h5,.text h6,.text p,.text .scroll{margin-right:20em}
        .notes{float:right;clear:right;width:18em;margin-left:1em}
        .note{margin:.2em 0 .6em;padding:.1em .7em .3em;border-left:5px solid;font-size:.9em;line-height:1.5;background:#f7f7f7}
        .text .note p{margin:.2em 0}
        .note.error,.found .error{border-color:#a40000}
        .note.warning,.found .warning{border-color:#8a5a00}
        .note.hint,.found .hint{border-color:#2b5f8a}
        .sums{font-variant-numeric:tabular-nums;font-weight:700}
        mark{color:inherit;background:none;padding:0 1px;-webkit-print-color-adjust:exact;print-color-adjust:exact}
        mark.error{background:#ffd9d4;border-bottom:3px double #a40000}
        mark.warning{background:#ffedb8;border-bottom:2px dashed #8a5a00}
        mark.hint{background:#dcecf9;border-bottom:2px dotted #2b5f8a}
        mark b{font-weight:700;outline:1px solid #595959}
        .ok{border-bottom:1px solid #9ab89a}
        sup{line-height:0;font-size:.7em}
        sup a{padding:0 2px;font-weight:700}
        .found{padding:0;list-style:none}
        .found li{margin:.5em 0;padding-left:.7em;border-left:5px solid;break-inside:avoid}
        .badge{white-space:nowrap}
        .basis{color:#595959;font-size:.85em}
        .legend mark,.legend .ok{margin-right:1em}
        .text::after{content:"";display:block;clear:both}
        table{border-collapse:collapse;width:100%;font-size:.9em;line-height:1.5}
        caption{text-align:left;padding:.3em 0;color:#595959}
        th,td{border:1px solid #767676;padding:3px 8px;text-align:left;vertical-align:top;font-weight:400;overflow-wrap:anywhere}
        thead th{background:#ededed;font-weight:700}
        tr{break-inside:avoid}
        .e{text-align:right;font-variant-numeric:tabular-nums}
        .scroll{margin:.4em 0 1em}
        :target{outline:3px solid #0b4f9e;outline-offset:2px}
        @media screen{.scroll{overflow-x:auto}}
        @media screen and (max-width:800px){
        .text h3,.text h4,.text h5,.text h6,.text p,.text .scroll{margin-right:0}
        .b{display:flex;flex-direction:column-reverse}
        .notes{float:none;width:auto;margin:0}
        }
        @page{size:A4;margin:20mm 15mm 20mm 20mm;@bottom-center{content:counter(page) " / " counter(pages);font-size:9pt}}
        @media print{
        body{font-size:10.5pt;line-height:1.6}
        main{max-width:none;padding:0}
        .text h3,.text h4,.text h5,.text h6,.text p,.text .scroll{margin-right:5.6cm}
        .notes{width:5.2cm;margin-left:.3cm}
        .note{font-size:8.5pt;break-inside:avoid}
        h2,h3,h4,h5,h6{break-after:avoid}
        .b{break-inside:avoid}
        a{color:inherit;text-decoration:none}
        .scroll{break-inside:auto}
        }

        """
}
