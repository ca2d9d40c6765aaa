import type { AppError } from '#lib/model/errors.js';
import type { LayerDeclaration } from '#lib/model/live-layer.js';
import type { Rejected } from '#lib/model/observation.js';
import type { NewCommit } from '../bus/bus.js';
import type { TakenMessage } from './take-message.js';

/** Something that becomes durable as a whole. */
export interface Item {
	readonly taken?: TakenMessage;
	readonly declare?: LayerDeclaration;
	readonly retried?: NewCommit['retried'];
	/** Waits until the log can be written again; others are told LOG_FULL at once. */
	readonly patient: boolean;
	/** On disk now. `rejected`: the log could not take it, and it is a dead letter. */
	readonly onDisk: (rejected?: readonly Rejected[]) => void;
	readonly onFailure: (error: AppError) => void;
}
