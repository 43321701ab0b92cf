package planted;

import java.util.*;
import java.io.File;

/** Breaks, once each, the limits that Checkstyle keeps. */
final class PlantedInfo {
    PlantedInfo(int a, int b, int c, int d, int e, int f, int g, int h, int i) {}

    void manyParameters(int a, int b, int c, int d, int e, int f) {
        System.out.println("printed");
    }

    void catchesEverything() {
        try {
            manyParameters(1, 2, 3, 4, 5, 6);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
