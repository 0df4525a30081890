/// The style sheet of the HTML report: GB/T 9704-2012 in print, readable and narrow on screens.
enum HTMLStyle {
    static let css = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;color:#1a1a1a;background:#fff;font-family:"FangSong_GB2312","仿宋_GB2312","FangSong","仿宋","STFangsong","Noto Serif CJK SC","Source Han Serif SC","SimSun",serif;line-height:1.8;font-size:17px}
        main{max-width:820px;margin:0 auto;padding:24px 20px 64px}
        h1{font-family:"FZXiaoBiaoSong-B05S","方正小标宋简体","STZhongsong","华文中宋","Noto Serif CJK SC","SimSun",serif;font-weight:700;font-size:1.6em;line-height:1.5;text-align:center;margin:.6em 0 1em}
        h1 span{display:inline-block}
        h2{font-family:"SimHei","黑体","Heiti SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;font-weight:700;font-size:1.1em;margin:1.2em 0 .2em}
        h3{font-family:"KaiTi_GB2312","楷体_GB2312","KaiTi","楷体","STKaiti","Noto Serif CJK SC",serif;font-weight:700;font-size:1.05em;margin:.8em 0 .1em}
        h4{font-weight:700;font-size:1em;margin:.6em 0 .1em}
        h2,h3,h4{break-after:avoid;text-indent:2em}
        p{margin:.2em 0;text-indent:2em;text-align:justify;overflow-wrap:anywhere}
        a{color:#0b4f9e}
        .running{display:none}
        .draft{font-family:"SimHei","Noto Sans CJK SC",sans-serif;font-weight:700;text-align:center;text-indent:0;letter-spacing:.6em;border:2px solid currentColor;width:7em;margin:0 auto}
        .note{border-left:4px solid #595959;padding-left:12px;text-indent:0}
        mark{color:inherit}
        mark.gap{background:#bff3f7;border-bottom:1px dashed #00525a}
        mark.error{background:#ffe94d;text-decoration:underline wavy #a40000}
        mark.error sup{font-size:.65em;line-height:0;margin-left:2px}
        figure{margin:1em 0 .4em;break-inside:avoid;break-after:avoid}
        figure svg{display:block;width:100%;height:auto}
        .scroll{margin:.4em 0 1em}
        table{border-collapse:collapse;table-layout:fixed;width:100%;font-size:.85em;line-height:1.5}
        table.dense{font-size:.76em}
        caption{font-family:"SimHei","黑体","Noto Sans CJK SC",sans-serif;padding:.3em 0;text-align:center;break-after:avoid}
        th,td{border:1px solid #595959;padding:3px 6px;text-align:left;vertical-align:middle;font-weight:400;overflow-wrap:anywhere}
        thead th{background:#ededed;font-family:"SimHei","黑体","Noto Sans CJK SC",sans-serif;text-align:center}
        thead{display:table-header-group}
        tr{break-inside:avoid}
        .c{text-align:center}
        .e{text-align:right;font-variant-numeric:tabular-nums}
        .annexes{display:flex;margin:1.6em 0 0 2em}
        .annexes p,.annexes ol{text-indent:0;margin:0}
        .annexes ol{padding-left:1.4em}
        .signature{margin:2em 4em 0 0;text-align:right;break-inside:avoid}
        .signature p{text-indent:0;text-align:right}
        .annex{border-top:1px solid #595959;margin-top:3em;padding-top:1em}
        .annex-label{font-family:"SimHei","黑体","Noto Sans CJK SC",sans-serif;text-indent:0}
        .annex h2{text-align:center;text-indent:0;font-size:1.35em}
        @media screen{.scroll{overflow-x:auto}.scroll table{min-width:540px}}
        @page{size:A4;margin:37mm 26mm 35mm 28mm}
        @page:right{@bottom-right{content:"— " counter(page) " —";font:14pt "SimSun","宋体","Noto Serif CJK SC",serif;padding-right:14pt;vertical-align:top;padding-top:4mm}@top-center{content:string(running);font:700 14pt "SimHei","Noto Sans CJK SC",sans-serif;letter-spacing:.6em;vertical-align:middle}}
        @page:left{@bottom-left{content:"— " counter(page) " —";font:14pt "SimSun","宋体","Noto Serif CJK SC",serif;padding-left:14pt;vertical-align:top;padding-top:4mm}@top-center{content:string(running);font:700 14pt "SimHei","Noto Sans CJK SC",sans-serif;letter-spacing:.6em;vertical-align:middle}}
        @media print{
        body{font-size:16pt;line-height:28.95pt}
        main{max-width:none;padding:0}
        h1{font-size:22pt;line-height:35pt;margin:0 0 28.95pt;font-weight:400}
        h2,h3,h4{font-size:16pt;font-weight:400;margin:0}
        p{margin:0}
        .running{display:block;position:absolute;height:0;margin:0;overflow:hidden;color:transparent;string-set:running content()}
        .draft{display:none}
        .note{font-size:14pt;line-height:24pt;margin-bottom:12pt}
        table{font-size:10.5pt;line-height:16pt}
        table.dense{font-size:9pt;line-height:13pt}
        caption{font-size:12pt;line-height:20pt}
        th,td{padding:1pt 3pt}
        .scroll{margin:4pt 0 8pt}
        .signature{margin:28.95pt 64pt 0 0}
        .annex{break-before:page;border:0;margin:0;padding:0}
        .annex h2{font-size:22pt;line-height:35pt;margin:14pt 0}
        .annexes{margin-top:28.95pt}
        a{color:inherit;text-decoration:none}
        }

        """
}
