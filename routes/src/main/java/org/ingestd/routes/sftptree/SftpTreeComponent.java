// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftptree;

import java.util.Map;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.sftp.SftpDisk;
import org.ingestd.routes.treefile.TreeContext;
import org.ingestd.routes.treefile.TreeOptions;

/** Camel's SFTP component with a consumer that streams: {@code sftptree:ADDRESS?source=NAME}. */
@SuppressWarnings("rawtypes") // As Camel has them.
public final class SftpTreeComponent extends SftpComponent {

  private final TreeContext context;

  public SftpTreeComponent(TreeContext context) {
    this.context = context;
  }

  /**
   * @throws IllegalArgumentException if the source is none on another host
   */
  @Override
  protected GenericFileEndpoint<SftpRemoteFile> buildFileEndpoint(
      String uri, String remaining, Map<String, Object> parameters) {
    TreeOptions options = TreeOptions.taken(this, parameters);
    Location location = context.bench().sources().named(options.source()).settings().location();
    if (location instanceof Location.Remote remote) {
      return new SftpTreeEndpoint(
          uri, this, context, options, SftpDisk.configuration(remote.host()));
    }
    throw new IllegalArgumentException(
        "Source '" + options.source() + "' is on this host: " + location);
  }
}
