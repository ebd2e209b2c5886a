package dev.stint.render;
final class Try {
    public static void main(String[] a) throws Exception {
        for (double h : new double[] {100, 12}) {
            var r = Studies.finished(h);
            java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/render/report" + (int) h + ".html"), HtmlReport.html(r));
            java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/render/report" + (int) h + ".md"), MarkdownReport.text(r));
        }
    }
}
