package org.openmfs.karaf.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a command shows: as text, or as values for JSON. */
sealed interface Shown {
    /** Lines for people. */
    List<String> lines();

    /** Lists, maps and text. */
    Object values();

    /** Things of one kind, a row each; every row has a cell for each column. */
    record Rows(List<String> columns, List<List<String>> rows) implements Shown {
        private static final String GAP = "  ";

        @Override
        public List<String> lines() {
            List<List<String>> all = new ArrayList<>();
            all.add(columns);
            all.addAll(rows);
            int[] widths = widths();
            return all.stream().map(row -> line(widths, row)).toList();
        }

        /** As wide as the widest cell of each column. */
        int[] widths() {
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

        private static String line(int[] widths, List<String> row) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i))
                        .repeat(' ', widths[i] - row.get(i).length())
                        .append(GAP);
            }
            return line.toString().stripTrailing();
        }

        @Override
        public Object values() {
            return rows.stream().map(this::object).toList();
        }

        private Map<String, String> object(List<String> row) {
            Map<String, String> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i), row.get(i));
            }
            return object;
        }
    }

    /**
     * Things of one kind in lines of bounded width: what is widest is cut, and a cut cell ends with an ellipsis.
     *
     * @param brief what people see
     * @param whole what programs get
     */
    record Fitted(Rows brief, Rows whole, int width) implements Shown {
        private static final String CUT = "…";
        /** Narrower, a cell says nothing. */
        private static final int NARROWEST = 8;

        @Override
        public List<String> lines() {
            int[] widths = brief.widths();
            while (total(widths) > width && widths[widest(widths)] > NARROWEST) {
                widths[widest(widths)]--;
            }
            List<List<String>> cut =
                    brief.rows().stream().map(row -> cut(row, widths)).toList();
            return new Rows(brief.columns(), cut).lines();
        }

        private static int total(int... widths) {
            return IntStream.of(widths).sum() + Rows.GAP.length() * (widths.length - 1);
        }

        /** Never the first, which names the thing, nor the last, which is a time. */
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

        @Override
        public Object values() {
            return whole.values();
        }
    }

    /** One thing, a name and values each, in the order of the map. */
    record Facts(Map<String, List<String>> facts) implements Shown {
        @Override
        public List<String> lines() {
            List<List<String>> rows = new ArrayList<>();
            facts.forEach((name, values) -> {
                String label = name;
                for (String value : values.isEmpty() ? List.of("-") : values) {
                    rows.add(List.of(label, value));
                    label = "";
                }
            });
            return new Rows(List.of("", ""), rows).lines().stream().skip(1).toList();
        }

        @Override
        public Object values() {
            return facts;
        }
    }
}
