package org.openmfs.karaf.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            int[] widths = new int[columns.size()];
            all.forEach(row -> widen(widths, row));
            return all.stream().map(row -> line(widths, row)).toList();
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
