"""Of gunicorn's TLS: proxies of client certificates (RFC 3820) are let in, as front ends of real sites have it."""
import ssl


def ssl_context(config, default_context):
    context = default_context()
    context.verify_flags |= ssl.VERIFY_ALLOW_PROXY_CERTS
    return context
