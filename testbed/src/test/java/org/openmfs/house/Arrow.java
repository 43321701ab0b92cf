package org.openmfs.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/**
 * What one package of ours may import: some of our other packages, and a part of the world outside the project.
 *
 * @param importer our package, with all its sub-packages
 * @param imported our packages that it may import
 * @param outside which classes that are not ours it may import
 */
record Arrow(String importer, List<String> imported, DescribedPredicate<JavaClass> outside) {
    private static final String OURS = "org.openmfs.";

    static Arrow arrow(String importer, DescribedPredicate<JavaClass> outside, String... imported) {
        return new Arrow(
                OURS + importer, Arrays.stream(imported).map(OURS::concat).toList(), outside);
    }

    static DescribedPredicate<JavaClass> anything() {
        return resideInAPackage(OURS + ".").negate().as("anything outside");
    }

    static DescribedPredicate<JavaClass> anythingBut(String packages) {
        return anything().and(resideInAPackage(packages).negate()).as("anything outside but " + packages);
    }

    static DescribedPredicate<JavaClass> only(String... packages) {
        return resideInAnyPackage(packages);
    }

    /** Whether a class of this importer may import from another package of ours. */
    boolean allows(String other) {
        return isWithin(other, importer) || imported.stream().anyMatch(name -> isWithin(other, name));
    }

    boolean covers(JavaClass type) {
        return isWithin(type.getPackageName(), importer);
    }

    ArchRule rule() {
        DescribedPredicate<JavaClass> own = resideInAPackage(importer + "..");
        String[] ours = imported.stream().map(name -> name + "..").toArray(String[]::new);
        return classes()
                .that(own)
                .should()
                .onlyDependOnClassesThat(own.or(resideInAnyPackage(ours)).or(outside))
                .as(importer + " imports only " + imported + " and " + outside.getDescription())
                .allowEmptyShould(false);
    }

    static boolean isWithin(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
