// Stripe's official Node SDK as a client of the stand-in, and as a second opinion on signatures: it believes the
// stand-in's events, and the site believes its.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { STRIPE_BASE, STRIPE_KEY, STRIPE_VERSION, SITE_WEBHOOK, WEBHOOK_SECRET, SDK_NODE_MODULES } = process.env;
const Stripe = createRequire(`${SDK_NODE_MODULES}/`)('stripe');
const base = new URL(STRIPE_BASE);
const stripe = new Stripe(STRIPE_KEY, {
  apiVersion: STRIPE_VERSION, host: base.hostname, port: base.port, protocol: 'http', telemetry: false,
});

const line = (currency, amount, recurring) => ({
  quantity: 1,
  price_data: { currency, unit_amount: amount, product_data: { name: 'Gift' }, ...recurring },
});
const addresses = {
  success_url: 'https://site.example/thanks?session_id={CHECKOUT_SESSION_ID}', cancel_url: 'https://site.example/give',
};
const oneTime = (amount) => ({
  mode: 'payment', submit_type: 'donate', line_items: [line('usd', amount)], client_reference_id: 'node',
  payment_intent_data: { metadata: { from: 'node' } }, expires_at: Math.floor(Date.now() / 1000) + 3600, ...addresses,
});
const pay = async (session) => {
  const answer = await fetch(`${session.url}/pay`, { method: 'POST', redirect: 'manual' });
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('location'), `https://site.example/thanks?session_id=${session.id}`);
};

async function gifts() {
  const form = oneTime(2500);
  const key = { idempotencyKey: 'node-1' };
  const made = await stripe.checkout.sessions.create(form, key);
  assert.equal((await stripe.checkout.sessions.create(form, key)).id, made.id, 'the key counts');
  await assert.rejects(stripe.checkout.sessions.create(oneTime(2600), key), { type: 'StripeIdempotencyError' });
  await assert.rejects(stripe.checkout.sessions.create(oneTime(10)), { code: 'amount_too_small' });
  await assert.rejects(stripe.checkout.sessions.create({ ...oneTime(2500), colour: 'red' }), { code: 'parameter_unknown' });
  const unwanted = await stripe.checkout.sessions.create(oneTime(700));
  assert.equal((await stripe.checkout.sessions.expire(unwanted.id)).status, 'expired');
  await assert.rejects(stripe.checkout.sessions.expire(unwanted.id), { statusCode: 400 });
  await pay(made);
  const paid = await stripe.checkout.sessions.retrieve(made.id, {
    expand: ['payment_intent.latest_charge.balance_transaction', 'line_items'],
  });
  assert.equal(paid.payment_status, 'paid');
  assert.equal(paid.payment_intent.metadata.from, 'node');
  assert.equal(paid.payment_intent.latest_charge.balance_transaction.amount, 2500);
  assert.equal(paid.line_items.data[0].amount_total, 2500);
  const found = [];
  for await (const session of stripe.checkout.sessions.list({ limit: 1 })) found.push(session.id);
  assert.deepEqual(found, [unwanted.id, made.id], 'every page is read');

  const payment = paid.payment_intent.id;
  const part = await stripe.refunds.create({ payment_intent: payment, amount: 1000, reason: 'requested_by_customer' });
  assert.equal(part.status, 'succeeded');
  await assert.rejects(stripe.refunds.create({ payment_intent: payment, amount: 1501 }), { statusCode: 400 });
  await stripe.refunds.create({ payment_intent: payment });
  assert.equal((await stripe.refunds.list({ payment_intent: payment })).data.length, 2);
  assert.equal((await stripe.charges.retrieve(part.charge)).refunded, true);
  assert.deepEqual((await stripe.disputes.list()).data, []);
}

async function monthlyGifts() {
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription', submit_type: 'donate', line_items: [line('krw', 30000, { recurring: { interval: 'month' } })],
    subscription_data: { metadata: { from: 'node' } }, customer_email: 'node@example.org', ...addresses,
  });
  await pay(session);
  const { subscription: id, customer } = await stripe.checkout.sessions.retrieve(session.id);
  const subscription = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice.payments'] });
  assert.equal(subscription.status, 'active');
  assert.equal(subscription.latest_invoice.payments.data[0].status, 'paid');
  assert.equal((await stripe.invoices.list({ subscription: id })).data[0].parent.subscription_details.metadata.from, 'node');
  const payments = await stripe.invoicePayments.list({ invoice: subscription.latest_invoice.id, status: 'paid' });
  assert.equal(payments.data[0].amount_paid, 30000);
  const paused = await stripe.subscriptions.update(id, { pause_collection: { behavior: 'void' } });
  assert.equal(paused.pause_collection.behavior, 'void');
  assert.equal((await stripe.subscriptions.update(id, { pause_collection: '' })).pause_collection, null);
  const item = subscription.items.data[0];
  const price = { currency: 'krw', product: item.price.product, recurring: { interval: 'month' }, unit_amount: 50000 };
  const more = await stripe.subscriptions.update(id, {
    items: [{ id: item.id, price_data: price }], proration_behavior: 'none', metadata: { from: '', by: 'node' },
  });
  assert.equal(more.items.data[0].price.unit_amount, 50000);
  assert.deepEqual(more.metadata, { by: 'node' });

  const configuration = await stripe.billingPortal.configurations.create({
    features: { subscription_cancel: { enabled: true, mode: 'at_period_end' }, payment_method_update: { enabled: true } },
  });
  const portal = await stripe.billingPortal.sessions.create({
    customer, configuration: configuration.id, return_url: 'https://site.example/gift',
  });
  const page = await (await fetch(portal.url)).text();
  assert.match(page, /50000 KRW a month/);
  const ended = await stripe.subscriptions.cancel(id, { cancellation_details: { comment: 'thanks' } });
  assert.deepEqual([ended.status, ended.cancellation_details.comment], ['canceled', 'thanks']);
  assert.equal((await stripe.customers.retrieve(customer)).email, 'node@example.org');
  assert.equal((await stripe.customers.del(customer)).deleted, true);
}

async function signatures() {
  const arrived = [];
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    arrived.push([Buffer.concat(pieces), request.headers['stripe-signature']]);
    response.end();
    server.emit('arrival');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ['customer.created'] });
  const arrival = once(server, 'arrival', { signal: AbortSignal.timeout(180000) });
  const customer = await stripe.customers.create({ email: 'signed@example.org' });
  await arrival;
  const event = stripe.webhooks.constructEvent(...arrived[0], endpoint.secret);
  assert.equal(event.data.object.id, customer.id, 'the SDK believes the stand-in');
  assert.throws(() => stripe.webhooks.constructEvent(...arrived[0], WEBHOOK_SECRET));
  await stripe.webhookEndpoints.del(endpoint.id);
  server.close();
  assert.equal((await stripe.events.retrieve(event.id)).type, 'customer.created');
  const listed = [];
  for await (const one of stripe.events.list({ types: ['checkout.session.completed'], limit: 1 })) listed.push(one.type);
  assert.equal(listed.length, 2);

  const payload = JSON.stringify({ ...event, id: 'evt_1fromTheNodeSdk', type: 'weather.changed' }, null, 2);
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET });
  const post = async (body) => {
    const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
    return (await fetch(SITE_WEBHOOK, { method: 'POST', body, headers })).status;
  };
  assert.equal(await post(`${payload} `), 400, 'the site refuses what was tampered with');
  assert.equal(await post(payload), 200, 'the site believes the SDK');
}

await gifts();
await monthlyGifts();
await signatures();
