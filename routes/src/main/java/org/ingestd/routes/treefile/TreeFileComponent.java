// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.io.File;
import java.util.Map;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.GenericFileEndpoint;

/** Camel's File component with a consumer that streams: {@code treefile:DIRECTORY?source=NAME}. */
public final class TreeFileComponent extends FileComponent {

  private final TreeContext context;

  public TreeFileComponent(TreeContext context) {
    this.context = context;
  }

  @Override
  protected GenericFileEndpoint<File> buildFileEndpoint(
      String uri, String remaining, Map<String, Object> parameters) {
    TreeFileEndpoint endpoint =
        new TreeFileEndpoint(uri, this, context, TreeOptions.taken(this, parameters));
    endpoint.setConfiguration(new GenericFileConfiguration());
    endpoint.setFile(new File(remaining));
    return endpoint;
  }
}
