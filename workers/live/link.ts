import type {
	EntityReply,
	Refusal,
	SubscribeReply,
	SubscribeRequest,
	ViewReply,
	ViewRequest
} from '#lib/model/wire/events.ts';
import type { ClockSample } from './server-clock.ts';

/** How a live session reaches its server. */
export interface Link {
	/** The server has said hello. */
	readonly online: boolean;
	subscribe(request: SubscribeRequest): Promise<SubscribeReply | Refusal | undefined>;
	view(request: ViewRequest): Promise<ViewReply | Refusal | undefined>;
	unsubscribe(sid: number): void;
	/** What a card says of an entity now; undefined when the server does not. */
	facts(layer: string, idx: number): Promise<EntityReply | undefined>;
	/** Everything of a subscription up to `seq` was applied. */
	acknowledge(sid: number, seq: number): void;
	/** One round of asking for the server's time. */
	clockSamples(): Promise<readonly ClockSample[]>;
	close(): void;
}
