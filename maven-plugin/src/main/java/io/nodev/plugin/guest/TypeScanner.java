package io.nodev.plugin.guest;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/** Finds the types that one parsed source file declares, members of types included. */
final class TypeScanner {
    private static final Set<Tree.Kind> TYPES =
            Set.of(Tree.Kind.CLASS, Tree.Kind.INTERFACE, Tree.Kind.ENUM, Tree.Kind.ANNOTATION_TYPE, Tree.Kind.RECORD);

    private final CompilationUnitTree unit;
    private final SourceFile file;
    private final SourcePositions positions;
    private final Consumer<SourceType> found;

    private TypeScanner(
            CompilationUnitTree unit, SourceFile file, SourcePositions positions, Consumer<SourceType> found) {
        this.unit = unit;
        this.file = file;
        this.positions = positions;
        this.found = found;
    }

    /**
     * @param path the file's path relative to its source root
     * @param positions of the compiler that parsed the file
     * @param found receives every type, an enclosing one before its members
     */
    static void scan(CompilationUnitTree unit, String path, SourcePositions positions, Consumer<SourceType> found) {
        String packageName =
                unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        List<String> imports = unit.getImports().stream()
                .map(ImportTree::getQualifiedIdentifier)
                .map(Tree::toString)
                .toList();
        TypeScanner scanner = new TypeScanner(unit, new SourceFile(path, packageName, imports), positions, found);
        unit.getTypeDecls().forEach(tree -> scanner.type(tree, Optional.empty()));
    }

    private void type(Tree tree, Optional<SourceType> enclosing) {
        if (!TYPES.contains(tree.getKind())) {
            return;
        }
        ClassTree declaration = (ClassTree) tree;
        String simpleName = declaration.getSimpleName().toString();
        String name =
                enclosing.map(outer -> outer.name() + "." + simpleName).orElseGet(() -> file.inPackage(simpleName));
        boolean inInterface = enclosing
                .map(outer -> outer.form() == GuestTraits.Form.INTERFACE || outer.form() == GuestTraits.Form.ANNOTATION)
                .orElse(false);
        Set<Modifier> modifiers = declaration.getModifiers().getFlags();
        SourceType type = new SourceType(
                name,
                file,
                unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree)),
                enclosing,
                form(tree.getKind(), modifiers),
                inInterface || modifiers.contains(Modifier.PUBLIC),
                inInterface || modifiers.contains(Modifier.STATIC) || tree.getKind() != Tree.Kind.CLASS,
                superTypes(declaration),
                isConstructible(declaration));
        found.accept(type);
        declaration.getMembers().forEach(member -> type(member, Optional.of(type)));
    }

    private static GuestTraits.Form form(Tree.Kind kind, Set<Modifier> modifiers) {
        return switch (kind) {
            case INTERFACE -> GuestTraits.Form.INTERFACE;
            case ANNOTATION_TYPE -> GuestTraits.Form.ANNOTATION;
            case ENUM -> GuestTraits.Form.ENUM;
            default -> modifiers.contains(Modifier.ABSTRACT) ? GuestTraits.Form.ABSTRACT : GuestTraits.Form.CONCRETE;
        };
    }

    private static List<String> superTypes(ClassTree declaration) {
        List<String> names = new ArrayList<>();
        if (declaration.getExtendsClause() != null) {
            names.add(nameOf(declaration.getExtendsClause()));
        }
        declaration.getImplementsClause().forEach(tree -> names.add(nameOf(tree)));
        return names;
    }

    private static String nameOf(Tree type) {
        if (type instanceof ParameterizedTypeTree parameterized) {
            return nameOf(parameterized.getType());
        }
        return type instanceof AnnotatedTypeTree annotated ? nameOf(annotated.getUnderlyingType()) : type.toString();
    }

    /** A class without constructors has one of its own visibility; a record without has one with all its components. */
    private static boolean isConstructible(ClassTree declaration) {
        List<MethodTree> constructors = declaration.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(method -> method.getName().contentEquals("<init>"))
                .toList();
        if (constructors.isEmpty()) {
            return declaration.getKind() != Tree.Kind.RECORD || !hasComponents(declaration);
        }
        return constructors.stream()
                .anyMatch(constructor -> constructor.getParameters().isEmpty()
                        && constructor.getModifiers().getFlags().contains(Modifier.PUBLIC));
    }

    private static boolean hasComponents(ClassTree declaration) {
        return declaration.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .anyMatch(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC));
    }
}
