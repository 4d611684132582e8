package org.tocsin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Arrows between packages point down only; a package is a concept. The rules are methods, since
 * Surefire passes over ArchUnit's fields.
 */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("org.tocsin");

  @Test
  void concepts_know_only_what_is_below_them() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("app")
        .definedBy("org.tocsin.app..")
        .layer("console")
        .definedBy("org.tocsin.console..")
        .layer("feed")
        .definedBy("org.tocsin.feed..")
        .layer("account")
        .definedBy("org.tocsin.account..")
        .layer("web")
        .definedBy("org.tocsin.web..")
        .layer("email")
        .definedBy("org.tocsin.email..")
        .layer("sms")
        .definedBy("org.tocsin.sms..")
        .layer("mailbox")
        .definedBy("org.tocsin.mailbox..")
        .layer("alert")
        .definedBy("org.tocsin.alert..")
        .layer("outbox")
        .definedBy("org.tocsin.outbox..")
        .layer("ledger")
        .definedBy("org.tocsin.ledger..")
        .layer("message")
        .definedBy("org.tocsin.message..")
        .layer("sheet")
        .definedBy("org.tocsin.sheet..")
        .layer("call")
        .definedBy("org.tocsin.call..")
        .layer("audience")
        .definedBy("org.tocsin.audience..")
        .layer("civic")
        .definedBy("org.tocsin.civic..")
        .layer("consent")
        .definedBy("org.tocsin.consent..")
        .layer("verdict")
        .definedBy("org.tocsin.verdict..")
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("console")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("feed")
        .mayOnlyBeAccessedByLayers("app", "console")
        .whereLayer("account")
        .mayOnlyBeAccessedByLayers("app", "console", "feed", "web")
        .whereLayer("web")
        .mayOnlyBeAccessedByLayers("app", "console")
        .whereLayer("email")
        .mayOnlyBeAccessedByLayers("app", "console", "web")
        .whereLayer("sms")
        .mayOnlyBeAccessedByLayers("app", "console", "web")
        .whereLayer("mailbox")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("alert")
        .mayOnlyBeAccessedByLayers("app", "console", "web")
        .whereLayer("verdict")
        .mayOnlyBeAccessedByLayers("app", "email", "mailbox")
        .whereLayer("outbox")
        .mayOnlyBeAccessedByLayers(
            "app", "console", "feed", "web", "email", "sms", "mailbox", "alert")
        .whereLayer("ledger")
        .mayOnlyBeAccessedByLayers(
            "app", "console", "web", "email", "sms", "mailbox", "alert", "outbox", "audience")
        .whereLayer("message")
        .mayOnlyBeAccessedByLayers(
            "app", "console", "feed", "web", "email", "sms", "alert", "outbox")
        .whereLayer("sheet")
        .mayOnlyBeAccessedByLayers("app", "console", "feed", "web", "alert", "message")
        .whereLayer("call")
        .mayOnlyBeAccessedByLayers("app", "console", "web", "sms", "alert", "message")
        .whereLayer("audience")
        .mayOnlyBeAccessedByLayers("app", "console", "web", "alert", "message")
        .check(CLASSES);
  }

  @Test
  void only_app_knows_the_frameworks() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tocsin.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.camel..", "org.flywaydb..", "com.zaxxer.hikari..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void the_common_words_know_nothing() {
    noClasses()
        .that()
        .resideInAPackage("org.tocsin")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tocsin.*..")
        .check(CLASSES);
  }

  @Test
  void no_two_classes_have_one_name() {
    Map<String, List<String>> byName =
        CLASSES.stream()
            .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    assertThat(byName.values()).filteredOn(all -> all.size() > 1).isEmpty();
  }
}
