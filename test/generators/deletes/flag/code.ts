/** Whether a project was deleted or put away, although the API still lists it. */
const isDeletedAcmeProject = (project: AcmeProject): boolean => project.archived_at != null;
