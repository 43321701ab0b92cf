package org.openmfs.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes that break a rule on purpose: written, compiled and imported while the test runs, never part of a build. */
final class PlantedClasses {
    private final Path folder;
    private final List<Path> sources = new ArrayList<>();

    PlantedClasses(Path emptyFolder) {
        this.folder = emptyFolder;
    }

    /** Plants a public class that holds a field of each of the named types. */
    PlantedClasses plant(String className, List<String> fieldTypes) {
        String packageName = className.substring(0, className.lastIndexOf('.'));
        StringBuilder body = new StringBuilder("package " + packageName + ";\npublic final class "
                + className.substring(packageName.length() + 1) + " {\n");
        for (int i = 0; i < fieldTypes.size(); i++) {
            body.append("  ")
                    .append(fieldTypes.get(i))
                    .append(" field")
                    .append(i)
                    .append(";\n");
        }
        sources.add(
                write(className.replace('.', '/') + ".java", body.append("}\n").toString()));
        return this;
    }

    JavaClasses imported() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-d", folder.toString(), "-cp", folder.toString());
            boolean compiled = compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("the planted classes do not compile: " + complaints);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot compile the planted classes", e);
        }
        return new ClassFileImporter().importPath(folder);
    }

    private Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the planted class " + name, e);
        }
    }
}
