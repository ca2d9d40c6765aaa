import type { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import { LIMITS, type subscribeRequest } from '#lib/model/wire/events.ts';
import type { Access } from '#lib/server/auth/access.ts';
import { EventLayer } from '#lib/server/hub/event-layer.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { viewOf } from '#lib/server/hub/view.ts';
import { EventSubscription } from './event-subscription.ts';
import type { SnapshotGate } from './snapshot-gate.ts';
import { Subscription, type SubscriptionSocket } from './subscription.ts';

export type SubscribeSpec = z.output<typeof subscribeRequest>;

export interface SubscriptionParts {
	readonly hub: Hub;
	readonly gate: SnapshotGate;
	readonly access: Access;
	readonly socket: SubscriptionSocket;
	/** What the client has subscribed to, by sid. */
	readonly others: ReadonlyMap<number, Subscription | EventSubscription>;
}

/** The subscription that a request asks for, not started. Throws LAYER_UNKNOWN, FORBIDDEN, SUBSCRIPTION_INVALID. */
export function openSubscription(
	request: SubscribeSpec,
	{ hub, gate, access, socket, others }: SubscriptionParts
): Subscription | EventSubscription {
	const { sid, cls, credit } = request;
	if (!others.has(sid) && others.size >= LIMITS.subscriptions)
		throw new AppError('SUBSCRIPTION_INVALID', { message: `At most ${LIMITS.subscriptions} subscriptions.` });
	const layer = cls === 'event' ? hub.events(request.layer, access) : hub.state(request.layer, access);
	for (const other of others.values())
		if (other.layer === layer && other.sid !== sid)
			throw new AppError('SUBSCRIPTION_INVALID', {
				message: `Layer ${request.layer} is subscribed as ${other.sid}.`
			});
	return layer instanceof EventLayer
		? new EventSubscription(sid, layer, hub.epoch, socket)
		: new Subscription(sid, layer, viewOf(request), credit, socket, gate);
}
