// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What no compiler and no pom can say. Five rules, no more. */
@AnalyzeClasses(packages = "org.ingestd", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule CAMEL_ONLY_IN_ROUTES =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.ingestd.routes..", "org.ingestd.daemon")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel..")
          .because("Camel must be replaceable without touching what a file's states mean");

  @ArchTest
  static final ArchRule STEPS_ARE_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAPackage("org.ingestd.routes.steps..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel..")
          .because("one step is one transition, to be read and tested without routes");

  @ArchTest
  static final ArchRule SQL_ONLY_IN_THE_JOURNAL =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.ingestd.journal.sqlite..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..")
          .because("one writer with one kind of transaction is what makes the journal safe");

  @ArchTest
  static final ArchRule HTTP_CLIENT_ONLY_IN_REGISTRATION =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.ingestd.registration..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..")
          .because("retries, breaker and secrets of calls to Rucio are in one place");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("org.ingestd.(**)")
          .should()
          .beFreeOfCycles()
          .because("a room that needs a room that needs it cannot be understood alone");
}
