export * from '#lib/model/latest-state.ts';
