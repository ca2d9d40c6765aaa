import type { LayerBook, Look } from './layer-book.ts';

/** Looks at entities of `home` when they, or their namesakes of other layers, are other ones. */
export function followEntities(home: LayerBook, books: Iterable<LayerBook>, look: Look): void {
	for (const book of books) {
		if (book === home) {
			book.add(look);
			continue;
		}
		book.add((row, reading) => {
			const urn = book.source?.entity(row)?.urn;
			const idx = urn === undefined ? undefined : home.rowOf(urn);
			if (idx !== undefined) look(idx, reading);
		});
	}
}
