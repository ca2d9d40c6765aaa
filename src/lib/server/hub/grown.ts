export * from '#lib/model/grown.ts';
