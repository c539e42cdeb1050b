// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.dashboard.internal.http.Response;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The templates, compiled when this was built. */
final class Templates {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "dev.kist.dashboard.internal.page.template");

    /** A page, or a part of one. */
    Response render(String name, Object view) {
        StringOutput output = new StringOutput(16 * 1024);
        engine.render(name + ".jte", view, output);
        return Response.html(output.toString());
    }
}
