/** A live thing that was found by its name or urn; `GET /api/entities?q=` answers `{ entities: EntityHit[] }`. */
export interface EntityHit {
	readonly layer: string;
	readonly urn: string;
	readonly title: string;
}
