"""Stripe's official Python SDK as a client of the stand-in, and as a third opinion on signatures: it believes the
stand-in's events, and the site believes its."""

import json
import os
import queue
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import stripe

BASE = os.environ["STRIPE_BASE"]
SECRET = os.environ["WEBHOOK_SECRET"]
SITE_WEBHOOK = os.environ["SITE_WEBHOOK"]
ADDRESSES = {
    "success_url": "https://site.example/thanks?session_id={CHECKOUT_SESSION_ID}",
    "cancel_url": "https://site.example/give",
}
client = stripe.StripeClient(
    os.environ["STRIPE_KEY"], base_addresses={"api": BASE}, stripe_version=os.environ["STRIPE_VERSION"]
).v1


def line(currency, amount, **recurring):
    price = {"currency": currency, "unit_amount": amount, "product_data": {"name": "Gift"}, **recurring}
    return {"quantity": 1, "price_data": price}


def one_time(amount):
    return {
        "mode": "payment",
        "submit_type": "donate",
        "line_items": [line("usd", amount)],
        "client_reference_id": "python",
        "payment_intent_data": {"metadata": {"from": "python"}},
        "expires_at": int(time.time()) + 3600,
        **ADDRESSES,
    }


class Stay(urllib.request.HTTPRedirectHandler):
    """Answers that lead elsewhere are looked at, not followed."""

    def redirect_request(self, *_):
        return None


def post(url, body, **headers):
    """The status and the headers of what comes back."""
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=180) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers


def pay(session):
    status, headers = post(session.url + "/pay", b"")
    assert status == 303, status
    assert headers["location"] == f"https://site.example/thanks?session_id={session.id}", headers["location"]


def refused(work, **expected):
    try:
        work()
    except stripe.StripeError as error:
        found = {name: getattr(error, name) for name in expected}
        assert found == expected, found
    else:
        raise AssertionError(f"was not refused: {expected}")


def gifts():
    sessions = client.checkout.sessions
    form = one_time(2500)
    made = sessions.create(params=form, options={"idempotency_key": "python-1"})
    again = sessions.create(params=form, options={"idempotency_key": "python-1"})
    assert again.id == made.id, "the key counts"
    other = {"idempotency_key": "python-1"}
    refused(lambda: sessions.create(params=one_time(2600), options=other), http_status=400)
    refused(lambda: sessions.create(params=one_time(10)), code="amount_too_small")
    refused(lambda: sessions.create(params={**form, "colour": "red"}), code="parameter_unknown")
    unwanted = sessions.create(params=one_time(700))
    assert sessions.expire(unwanted.id).status == "expired"
    refused(lambda: sessions.expire(unwanted.id), http_status=400)
    pay(made)
    expand = ["payment_intent.latest_charge.balance_transaction", "line_items"]
    paid = sessions.retrieve(made.id, params={"expand": expand})
    assert paid.payment_status == "paid"
    assert paid.payment_intent.metadata["from"] == "python"
    assert paid.payment_intent.latest_charge.balance_transaction.amount == 2500
    found = [session.id for session in sessions.list(params={"limit": 1}).auto_paging_iter()]
    assert found == [unwanted.id, made.id], "every page is read"

    payment = paid.payment_intent.id
    part = client.refunds.create(params={"payment_intent": payment, "amount": 1000, "reason": "duplicate"})
    assert part.status == "succeeded"
    refused(lambda: client.refunds.create(params={"payment_intent": payment, "amount": 1501}), http_status=400)
    client.refunds.create(params={"payment_intent": payment})
    assert len(client.refunds.list(params={"payment_intent": payment}).data) == 2
    assert client.charges.retrieve(part.charge).refunded
    assert client.disputes.list().data == []


def monthly_gifts():
    form = {
        "mode": "subscription",
        "submit_type": "donate",
        "line_items": [line("krw", 30000, recurring={"interval": "month"})],
        "subscription_data": {"metadata": {"from": "python"}},
        "customer_email": "python@example.org",
        **ADDRESSES,
    }
    session = client.checkout.sessions.create(params=form)
    pay(session)
    session = client.checkout.sessions.retrieve(session.id)
    subscription = client.subscriptions.retrieve(session.subscription, params={"expand": ["latest_invoice.payments"]})
    assert subscription.status == "active"
    assert subscription.latest_invoice.payments.data[0].status == "paid"
    invoices = client.invoices.list(params={"subscription": subscription.id})
    assert invoices.data[0].parent.subscription_details.metadata["from"] == "python"
    joined = client.invoice_payments.list(params={"invoice": subscription.latest_invoice.id, "status": "paid"})
    assert joined.data[0].amount_paid == 30000
    stopping = client.subscriptions.update(subscription.id, params={"cancel_at_period_end": True})
    assert stopping.cancel_at == stopping["items"].data[0].current_period_end
    assert not client.subscriptions.update(subscription.id, params={"cancel_at_period_end": False}).cancel_at
    features = {"subscription_cancel": {"enabled": True}, "invoice_history": {"enabled": True}}
    configuration = client.billing_portal.configurations.create(params={"features": features})
    form = {"customer": session.customer, "configuration": configuration.id, "locale": "ko"}
    portal = client.billing_portal.sessions.create(params=form)
    with urllib.request.urlopen(portal.url, timeout=180) as page:
        assert "30000 KRW a month" in page.read().decode()
    ended = client.subscriptions.cancel(subscription.id, params={"cancellation_details": {"comment": "thanks"}})
    assert (ended.status, ended.cancellation_details.comment) == ("canceled", "thanks")
    assert client.customers.delete(session.customer).deleted


def signatures():
    arrived = queue.Queue()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            arrived.put((body, self.headers["stripe-signature"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    form = {"url": f"http://127.0.0.1:{server.server_port}/", "enabled_events": ["customer.created"]}
    endpoint = client.webhook_endpoints.create(params=form)
    customer = client.customers.create(params={"email": "signed@example.org"})
    body, signature = arrived.get(timeout=180)
    event = stripe.Webhook.construct_event(body, signature, endpoint.secret)
    assert event.data.object.id == customer.id, "the SDK believes the stand-in"
    try:
        stripe.Webhook.construct_event(body, signature, SECRET)
        raise AssertionError("another secret was believed")
    except stripe.SignatureVerificationError:
        pass
    client.webhook_endpoints.delete(endpoint.id)
    server.shutdown()
    completed = client.events.list(params={"types": ["checkout.session.completed"], "limit": 1})
    assert len(list(completed.auto_paging_iter())) == 2

    payload = json.dumps({**json.loads(body), "id": "evt_1fromThePythonSdk", "type": "weather.changed"})
    signature = stripe.WebhookSignature.generate_signature_header(payload, SECRET, int(time.time()))
    headers = {"content-type": "application/json", "stripe-signature": signature}
    status, _ = post(SITE_WEBHOOK, payload.encode() + b" ", **headers)
    assert status == 400, "the site refuses what was tampered with"
    status, _ = post(SITE_WEBHOOK, payload.encode(), **headers)
    assert status == 200, "the site believes the SDK"


gifts()
monthly_gifts()
signatures()
