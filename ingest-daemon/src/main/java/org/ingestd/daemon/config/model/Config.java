// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The whole configuration. */
public record Config(
    @Inline Host host,
    @Key("The Rucio server.") RucioConfig rucio,
    @Key("The source RSE: this disk, as Rucio knows it.") RseConfig rse,
    @Key(value = "What is watched, one item an instrument or directory.", min = 1)
        List<SourceConfig> sources,
    @Key("What ingestd may take from this host.") LimitsConfig limits,
    @Inline Outward outward) {

  /** How others see the daemon, and who is told what. */
  public record Outward(
      @Key("Page, API, metrics and health.") HttpConfig http,
      @Key(value = "Messages when something goes wrong, and when it is over.", named = "notify")
          NotifyConfig messages) {}

  public HttpConfig http() {
    return outward.http();
  }

  /** The daemon itself. */
  public record Host(
      @Key(
              value = "Name in metrics, logs and rule comments.",
              unsetSays = "the host's name",
              example = "lst1-onsite",
              matches = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}",
              allowed = "1 to 63 letters, digits, dots, dashes and underscores")
          Optional<String> instance,
      @Key(
              value = "The daemon's own directory: journal and lock. On a local disk.",
              unset = "/var/lib/ingestd")
          Path state,
      @Key(
              value = "The folder that takes requests for replays, one file each.",
              unsetSays = "inbox in the daemon's own directory",
              example = "/data/ingestd-inbox")
          Optional<Path> inbox) {}

  /** The source RSE. */
  public record RseConfig(
      @Key(
              value = "Its name in Rucio; it must be non-deterministic.",
              example = "LST1-ONSITE",
              matches = "[A-Z0-9]+([_-][A-Z0-9]+)*",
              allowed = "capital letters and digits, with - or _ in between")
          String name,
      @Key(
              value = "The directory on this host that the RSE's prefix stands for.",
              example = "/data")
          Path root,
      @Key(
              value = "Protocol of the PFNs that are registered.",
              unsetSays = "the RSE's best write protocol",
              example = "davs",
              matches = "[a-z][a-z0-9+.-]*",
              allowed = "a scheme such as davs, root or file")
          Optional<String> scheme) {}

  /** What may be taken from the host. */
  public record LimitsConfig(
      @Key(
              value =
                  "Reading for checksums, all files together, so that acquisition never starves.",
              unsetSays = "as fast as the disk gives",
              example = "500MB/s")
          Optional<ByteRate> read,
      @Key(value = "Threads that read for checksums.", unset = "2", min = 1, max = 64)
          int digestThreads,
      @Key(
              value = "Share of the work that a backlog gets while live files wait.",
              unset = "0.5",
              min = 0,
              max = 1)
          double backlogShare,
      @Key(value = "Files of this size and more have a lane of their own.", unset = "1GiB")
          ByteSize largeFrom) {}

  /** The page. */
  public record HttpConfig(
      @Key(
              value = "Address and port on this machine, for people and programs of it.",
              unset = "127.0.0.1:8790")
          ListenAddress listen,
      @Key("The same for other machines, over TLS and with a sign-in.") RemoteConfig remote,
      @Key("Where the page leads to in the site's own Rucio web pages.") RucioWeb rucioWeb) {}

  /** Addresses of pages about a DID and a rule; the page fills in names, percent-encoded. */
  public record RucioWeb(
      @Key(
              value = "The page of a file or dataset, with {scope} and {name} where these belong.",
              unsetSays = "no link",
              example = "https://rucio-ui.example.org/did?scope={scope}&name={name}",
              matches = WebAddress.BEGIN + "(\\{(scope|name)}" + WebAddress.PART + "){2}",
              allowed = "an https address with {scope} and {name} in it")
          Optional<String> did,
      @Key(
              value = "The page of a rule, with {id} where that belongs.",
              unsetSays = "no link",
              example = "https://rucio-ui.example.org/rule?rule_id={id}",
              matches = WebAddress.BEGIN + "\\{id}" + WebAddress.PART,
              allowed = "an https address with {id} in it")
          Optional<String> rule) {}
}
