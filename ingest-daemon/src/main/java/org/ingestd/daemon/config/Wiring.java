// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.ingestd.daemon.config.model.ByteRate;
import org.ingestd.daemon.config.model.ByteSize;
import org.ingestd.daemon.config.model.ChecksumFilesConfig;
import org.ingestd.daemon.config.model.ConditionConfig;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.MetadataConfig;
import org.ingestd.daemon.config.model.NamingConfig;
import org.ingestd.daemon.config.model.RucioConfig;
import org.ingestd.daemon.config.model.RuleConfig;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.registration.RucioSettings;
import org.ingestd.registration.credential.BearerTokenFile;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.signin.Ways;
import org.ingestd.routes.condition.Condition;
import org.ingestd.routes.condition.Values;
import org.ingestd.routes.condition.When;
import org.ingestd.routes.contract.DescriptionSettings;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.rse.NamingSettings;

/** Turns the configuration into the settings of the other rooms. */
public final class Wiring {

  private Wiring() {}

  /** The configured name, or the host's. */
  public static String instance(Config config) {
    return config.host().instance().orElseGet(Wiring::hostName);
  }

  /** From the kernel: asking the resolver can take many seconds where DNS is broken. */
  public static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }

  public static RucioSettings rucio(Config config) {
    RucioConfig rucio = config.rucio();
    return new RucioSettings(
        rucio.url(),
        rucio.account(),
        rucio.vo(),
        rucio.ca(),
        signIn(rucio.auth()),
        new RucioSettings.Limits(rucio.pressure().batch(), rucio.pressure().connections()));
  }

  /** {@link AuthChecks} saw to it that what the method needs is there. */
  private static RucioSettings.SignIn signIn(RucioConfig.AuthConfig auth) {
    return switch (auth.method()) {
      case USERPASS ->
          new RucioSettings.SignIn.UserPass(
              auth.userPass().username().orElseThrow(),
              auth.userPass().password().orElseThrow()::reveal,
              auth.url());
      case X509 ->
          new RucioSettings.SignIn.Certificate(
              auth.certificate()
                  .proxy()
                  .<ClientCertificate.Place>map(ClientCertificate.Place.Proxy::new)
                  .orElseGet(
                      () ->
                          new ClientCertificate.Place.Pair(
                              auth.certificate().certificate().orElseThrow(),
                              auth.certificate().key().orElseThrow())),
              auth.url());
      case OIDC ->
          new RucioSettings.SignIn.Oidc(
              auth.issuer().issuer().orElseThrow(),
              auth.issuer().clientId().orElseThrow(),
              auth.issuer().clientSecret().orElseThrow()::reveal,
              new Ways.Wish(auth.issuer().audience(), auth.issuer().scope()));
      case TOKEN_FILE ->
          new RucioSettings.SignIn.TokenFile(
              new BearerTokenFile(auth.tokenFile().path(), System.getenv()));
    };
  }

  public static IngestSettings ingest(Config config) {
    return new IngestSettings(
        instance(config),
        config.host().state(),
        new IngestSettings.Place(config.rse().name(), config.rse().root(), config.rse().scheme()),
        config.sources().stream().map(Wiring::source).toList(),
        new IngestSettings.Limits(
            config.limits().read().map(ByteRate::perSecond).map(size -> size.bytes()).orElse(0L),
            config.limits().digestThreads(),
            config.limits().backlogShare()),
        config.host().inbox().orElse(config.host().state().resolve("inbox")));
  }

  private static SourceSettings source(SourceConfig source) {
    SourceConfig.Complete complete = source.completeness().complete();
    return new SourceSettings(
        source.name(),
        location(source.place()),
        new SourceSettings.Selection(
            source.selection().include().stream().map(Object::toString).toList(),
            source.selection().exclude().stream().map(Object::toString).toList()),
        new SourceSettings.Completeness(
            complete.quiet(),
            complete.marker(),
            complete.format(),
            source.completeness().empty() == SourceConfig.Empty.HOLD,
            CollectionWiring.collections(source)),
        new SourceSettings.Discovery(
            source.discovery().watch(),
            source.discovery().rescan(),
            source.discovery().recheck(),
            source.discovery().liveWindow(),
            source.discovery().sentinel()),
        treatment(source.treatment()));
  }

  private static Location location(SourceConfig.Place place) {
    Path directory = place.path().directory();
    return place
        .path()
        .address()
        .<Location>map(
            address ->
                new Location.Remote(
                    directory, place.rseRoot().orElseThrow(), sftpHost(address, place)))
        .orElseGet(() -> new Location.Here(directory));
  }

  /** The checks have seen to it that all of it is there. */
  private static SftpHost sftpHost(SftpHost.Address address, SourceConfig.Place place) {
    SftpHost.SignIn signIn =
        place
            .key()
            .<SftpHost.SignIn>map(SftpHost.SignIn.Key::new)
            .orElseGet(() -> new SftpHost.SignIn.Password(place.password().orElseThrow()::reveal));
    return new SftpHost(address, signIn, place.knownHosts().orElseThrow());
  }

  private static SourceSettings.Treatment treatment(SourceConfig.Treatment treatment) {
    List<RuleConfig> rules = treatment.rules();
    return new SourceSettings.Treatment(
        naming(treatment.naming()),
        treatment.content().digests(),
        rules.stream().map(Wiring::rule).toList(),
        treatment.protectSource(),
        treatment.safe().copies().map(OptionalInt::of).orElse(OptionalInt.empty()),
        description(treatment.content()));
  }

  private static DescriptionSettings description(SourceConfig.Content content) {
    MetadataConfig metadata = content.metadata();
    ChecksumFilesConfig lists = content.checksumFiles();
    return new DescriptionSettings(
        metadata.patternGroups(),
        new DescriptionSettings.Fits(metadata.fits(), metadata.fitsChecksum()),
        metadata.sidecar(),
        metadata.required(),
        new DescriptionSettings.ChecksumFiles(lists.beside(), lists.bagit(), lists.required()));
  }

  /** How a source's files are named. */
  public static NamingSettings naming(NamingConfig naming) {
    return new NamingSettings(
        naming.pattern(),
        naming.scope(),
        naming.did(),
        naming.dataset(),
        new NamingSettings.Night(naming.night().zone(), naming.night().noonToNoon()),
        naming.escape());
  }

  private static SourceSettings.RuleWish rule(RuleConfig rule) {
    return new SourceSettings.RuleWish(
        rule.expression(),
        rule.copies(),
        new SourceSettings.RuleTerms(
            rule.terms().activity(),
            rule.terms().lifetime(),
            rule.terms().weight(),
            rule.terms().grouping()),
        new When(rule.when().stream().map(Wiring::condition).toList()),
        rule.chained().via());
  }

  /** {@link RuleChecks} saw to it that each is on one thing. */
  private static Condition condition(ConditionConfig written) {
    if (written.group().isPresent()) {
      return new Condition.OfGroup(
          written.group().get(), new Values(written.is(), written.isNot()));
    }
    return written
        .metadata()
        .<Condition>map(
            key -> new Condition.OfMetadata(key, new Values(written.is(), written.isNot())))
        .orElseGet(
            () ->
                new Condition.OfSize(
                    written.sizeFrom().map(ByteSize::bytes).orElse(0L),
                    written.sizeBelow().map(ByteSize::bytes).orElse(Long.MAX_VALUE)));
  }
}
