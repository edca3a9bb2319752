// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.ingestd.daemon.config.model.ListenAddress;
import org.ingestd.daemon.config.model.Loopback;
import org.ingestd.daemon.config.model.NotifyConfig;
import org.ingestd.daemon.config.model.RemoteConfig;
import org.ingestd.daemon.config.model.RucioConfig;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.config.model.SourcePath;
import org.ingestd.daemon.config.yaml.Faults;

/**
 * Finds what no single value shows: contradictions, and what is allowed but unwise. Looks at each
 * value and each group that could be made, also if others could not.
 */
final class Checks {

  private static final Pattern SOURCE_KEY = Pattern.compile("(sources\\[\\d+])\\.(name|path)");

  private final Faults faults;
  private final PlaceChecks places;

  Checks(Faults faults) {
    this.faults = faults;
    this.places = new PlaceChecks(faults);
  }

  /** A value or group was made at this path. */
  void look(String path, Object made) {
    if (made instanceof SourceConfig.Place place) {
      new RemoteChecks(faults, path).place(place);
    } else if (made instanceof SourceConfig source) {
      new RemoteChecks(faults, path).source(source);
      new SourceChecks(faults, path).source(source);
    } else if (made instanceof SourceConfig.Completeness completeness) {
      new SourceChecks(faults, path).completeness(completeness);
    } else if (made instanceof SourceConfig.Treatment treatment) {
      new SourceChecks(faults, path).treatment(treatment);
    } else if (made instanceof NotifyConfig.WebhookConfig webhook) {
      new NotifyChecks(faults, path).webhook(webhook);
    } else if (made instanceof NotifyConfig.CommandConfig command) {
      new NotifyChecks(faults, path).command(command);
    } else if (made instanceof RucioConfig.AuthConfig auth) {
      new AuthChecks(faults, path).check(auth);
    } else if (made instanceof RemoteConfig remote) {
      new PageChecks(faults, path).check(remote);
    } else if (SOURCE_KEY.matcher(path).matches()) {
      sourceKey(path, made);
    } else {
      lookAtValue(path, made);
    }
  }

  private void lookAtValue(String path, Object made) {
    switch (path) {
      case "rucio.url", "rucio.auth.url", "rucio.auth.issuer", "http.remote.issuer" ->
          url(path, (URI) made);
      case "rucio.ca" -> {
        if (!Files.exists((Path) made)) {
          faults.warn(path, "no such file or directory");
        }
      }
      case "rse.root" -> places.root((Path) made);
      case "state" -> places.state((Path) made);
      case "inbox" -> places.inbox((Path) made);
      case "http.listen" -> listen(path, (ListenAddress) made);
      default -> {
        // nothing more than its own form is to be known of it
      }
    }
  }

  private void sourceKey(String path, Object made) {
    String source = path.substring(0, path.lastIndexOf('.'));
    if (made instanceof SourcePath place) {
      places.source(source, place);
    } else {
      places.name(source, made.toString());
    }
  }

  /** What concerns several groups. */
  void finish() {
    places.finish();
  }

  private void url(String at, URI url) {
    if (url.getUserInfo() != null) {
      faults.conceal(at);
      faults.refuse(at, "a name or password has no place in an address; use rucio.auth");
    }
    if (url.getQuery() != null || url.getFragment() != null) {
      faults.refuse(at, "must be the server's address alone, without ? and #");
    }
    switch (url.getScheme()) {
      case "https" -> {}
      case "http" -> {
        if (!Loopback.names(url.getHost())) {
          faults.refuse(at, "plain http is taken for loopback addresses only; use https");
        }
      }
      default -> faults.refuse(at, "must begin with https://");
    }
  }

  private void listen(String at, ListenAddress listen) {
    if (!listen.isLoopback()) {
      faults.refuse(at, "is for this machine alone; other machines are served by http.remote");
    }
  }
}
