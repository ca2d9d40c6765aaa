import { AppError } from '#lib/model/errors.ts';
import { readDeclaration } from '../declaration.ts';
import type { Intake } from '../intake.ts';
import type { IngestMessage } from '../ingest.ts';

/** Codes of a declaration that will never be right. */
const FAULTS = new Set(['INPUT_INVALID', 'LAYER_CLASS_FIXED', 'LAYER_LIMIT']);

/** Takes a message that says what a layer is; one that cannot be used becomes a dead letter. */
export async function takeDeclaration(intake: Intake, layer: string, message: IngestMessage): Promise<void> {
	try {
		await intake.declare(readDeclaration(layer, message.bytes, intake.declared(layer)), true);
	} catch (thrown) {
		const error = AppError.from(thrown);
		if (!FAULTS.has(error.code)) throw error;
		await intake.bury(message, error.message);
	}
}
