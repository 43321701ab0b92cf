package org.openmfs.actions.show;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Things of one kind, a row each; every row has a cell for each column. */
record Table(List<String> columns, List<List<String>> rows) {
    private static final String GAP = "  ";
    private static final String CUT = "…";
    /** Narrower, a cell says nothing. */
    private static final int NARROWEST = 8;

    /** @param rows of text that others wrote */
    Table {
        rows = rows.stream()
                .map(row -> row.stream().map(Harmless::line).toList())
                .toList();
    }

    List<String> lines() {
        return lines(widths());
    }

    /** What is widest is cut, so that no line is longer; a cut cell ends with an ellipsis. */
    List<String> lines(int width) {
        int[] widths = widths();
        while (total(widths) > width && widths[widest(widths)] > NARROWEST) {
            widths[widest(widths)]--;
        }
        return new Table(columns, rows.stream().map(row -> cut(row, widths)).toList()).lines(widths);
    }

    private List<String> lines(int... widths) {
        List<List<String>> all = new ArrayList<>();
        all.add(columns);
        all.addAll(rows);
        return all.stream().map(row -> line(widths, row)).toList();
    }

    /** As wide as the widest cell of each column. */
    private int[] widths() {
        int[] widths = new int[columns.size()];
        widen(widths, columns);
        rows.forEach(row -> widen(widths, row));
        return widths;
    }

    private static void widen(int[] widths, List<String> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
    }

    private static int total(int... widths) {
        return IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
    }

    /** Never the first, which names the thing, nor the last. */
    private static int widest(int... widths) {
        return IntStream.range(1, widths.length - 1)
                .boxed()
                .max(Comparator.comparing(column -> widths[column]))
                .orElse(0);
    }

    private static List<String> cut(List<String> row, int... widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column).length() <= widths[column]
                        ? row.get(column)
                        : row.get(column).substring(0, widths[column] - 1) + CUT)
                .toList();
    }

    private static String line(int[] widths, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i))
                    .repeat(' ', Math.max(0, widths[i] - row.get(i).length()))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
