// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.RucioClient.SignedInAs;
import org.ingestd.registration.RucioSettings;
import org.ingestd.registration.catalogue.RucioException;
import org.jspecify.annotations.Nullable;

/** The verb {@code auth test}. */
public final class SignInReport {

  private final Terminal terminal;

  public SignInReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * The contract of {@code auth test --json}.
   *
   * @param result ok, refused or away
   * @param account that Rucio takes us for; absent unless ok
   * @param configuredAccount that it should take us for
   */
  private record Answer(
      String result,
      String method,
      String configuredAccount,
      @Nullable String account,
      @JsonUnwrapped @Nullable Detail detail,
      @Nullable String problem) {}

  /**
   * @param identity as Rucio knows it
   * @param credentialEnds of the certificate or proxy
   * @param issuer of the token, as audience and scopes: absent for Rucio's own tokens
   */
  private record Detail(
      String identity,
      Instant tokenEnds,
      @Nullable Instant credentialEnds,
      @Nullable String issuer,
      @Nullable List<String> audience,
      @Nullable List<String> scopes) {

    static Detail of(SignedInAs as) {
      var claims = as.identity().claims();
      return new Detail(
          as.identity().name(),
          as.tokenEnds(),
          as.identity().ends().orElse(null),
          claims.map(told -> told.issuer()).orElse(null),
          claims.map(told -> told.audience()).orElse(null),
          claims.map(told -> told.scopes()).orElse(null));
    }
  }

  /** Returns the exit code. */
  public int print() throws ConfigurationRefused, VerbFailed {
    RucioSettings settings = Wiring.rucio(Configuration.read(terminal.configFile()).config());
    try (RucioClient rucio = new RucioClient(settings, Clock.systemUTC(), CallListener.NONE)) {
      SignedInAs as = rucio.signIn();
      if (terminal.json()) {
        print(
            new Answer(
                "ok",
                settings.signIn().method(),
                settings.account(),
                as.account(),
                Detail.of(as),
                null));
      } else {
        table(settings, as, rucio);
      }
      return Exit.OK;
    } catch (RucioException e) {
      int exit = FaultTeller.exit(e.refusal());
      String message = String.valueOf(e.getMessage());
      if (terminal.json()) {
        String result = exit == Exit.UNAVAILABLE ? "away" : "refused";
        String method = settings.signIn().method();
        print(new Answer(result, method, settings.account(), null, null, message));
      }
      throw new VerbFailed(exit, message);
    } catch (IllegalArgumentException e) {
      throw new VerbFailed(Exit.CONFIGURATION, String.valueOf(e.getMessage()));
    }
  }

  private void print(Answer answer) {
    terminal.out().println(Json.line(answer));
  }

  private void table(RucioSettings settings, SignedInAs as, RucioClient rucio)
      throws RucioException {
    Table table =
        Table.plain()
            .row("Rucio", settings.url() + ", version " + rucio.serverVersion())
            .row("signed in by", settings.signIn().method())
            .row("as", as.identity().name())
            .row("account", as.account());
    table.row("token until", Amounts.time(as.tokenEnds()));
    as.identity()
        .ends()
        .ifPresent(end -> table.row("certificate or proxy until", Amounts.time(end)));
    as.identity()
        .claims()
        .ifPresent(
            claims ->
                table
                    .row("issuer", claims.issuer())
                    .row("audience", String.join(" ", claims.audience()))
                    .row("scopes of the token", String.join(" ", claims.scopes())));
    Set<String> scopes = rucio.scopes();
    table.row("may write to scopes", scopes.isEmpty() ? "none" : String.join(" ", scopes));
    table.row("admin", rucio.isAdmin() ? "yes; no admin rights are needed" : "no");
    table.print(terminal.out());
  }
}
