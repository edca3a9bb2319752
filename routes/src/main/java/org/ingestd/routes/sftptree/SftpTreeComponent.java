// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftptree;

import java.util.Map;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.sftp.SftpDisk;
import org.ingestd.routes.treefile.TreeContext;

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
    String source = String.valueOf(parameters.get("source"));
    Location location = context.bench().sources().named(source).settings().location();
    if (location instanceof Location.Remote remote) {
      return new SftpTreeEndpoint(uri, this, context, SftpDisk.configuration(remote.host()));
    }
    throw new IllegalArgumentException("Source '" + source + "' is on this host: " + location);
  }
}
