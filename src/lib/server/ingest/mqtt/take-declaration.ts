import { AppError } from '#lib/model/errors.ts';
import { layerDeclaration, type LayerDeclaration } from '#lib/model/live-layer.ts';
import type { Intake } from '../intake.ts';
import type { IngestMessage } from '../ingest.ts';

/** Codes of a declaration that will never be right. */
const FAULTS = new Set(['INPUT_INVALID', 'LAYER_CLASS_FIXED', 'LAYER_LIMIT']);

/** Takes a message that says what a layer is; one that cannot be used becomes a dead letter. */
export async function takeDeclaration(intake: Intake, layer: string, message: IngestMessage): Promise<void> {
	try {
		await intake.declare(readDeclaration(layer, message.bytes), true);
	} catch (thrown) {
		const error = AppError.from(thrown);
		if (!FAULTS.has(error.code)) throw error;
		await intake.bury(message, error.message);
	}
}

/** Throws INPUT_INVALID that names the place. */
export function readDeclaration(layer: string, bytes: Uint8Array): LayerDeclaration {
	const parsed = layerDeclaration.safeParse(parse(bytes));
	if (!parsed.success) {
		const [first] = parsed.error.issues;
		throw invalid(`${first?.path.join('.') || 'the declaration'}: ${first?.message ?? 'is wrong'}`);
	}
	if (parsed.data.id !== layer)
		throw invalid(`it declares "${parsed.data.id}", but came for the layer ${layer}`);
	return parsed.data;
}

function parse(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		throw invalid('a declaration is JSON in UTF-8, and this is not');
	}
}

const invalid = (message: string) => new AppError('INPUT_INVALID', { message });
